-- What the Language Server Protocol does not have: the translation beside the source, with jumps both ways.
local M = {}

-- By number of a buffer with a translation: the client, the source and the spans.
local shown = {}

local function client_of(buffer)
  return vim.lsp.get_clients({ bufnr = buffer, name = 'plconv' })[1]
end

local function is_before(left, right)
  return left.line < right.line or (left.line == right.line and left.character < right.character)
end

local function contains(range, place)
  return not is_before(place, range.start) and not is_before(range['end'], place)
end

-- The smallest of the spans that `range_of` finds around a place.
local function smallest(spans, place, range_of)
  local best, size
  for _, span in ipairs(spans) do
    local range = range_of(span)
    if range and contains(range, place) then
      local lines = range['end'].line - range.start.line
      if not size or lines < size then
        best, size = span, lines
      end
    end
  end
  return best
end

local function cursor()
  local row, column = unpack(vim.api.nvim_win_get_cursor(0))
  return { line = row - 1, character = column }
end

-- A range of which what is in a line or below has moved.
local function moved(range, by, from)
  local function line(place)
    return { line = place.line + (place.line < from and 0 or by), character = place.character }
  end
  return { start = line(range.start), ['end'] = line(range['end']) }
end

-- The spans after a change that the server tells.
local function changed(spans, change, uri)
  local result = {}
  local function keep(first, last, by)
    for index = first, last do
      local span = spans[index]
      local range = span.source.range
      if span.source.uri == uri then
        range = moved(range, change.sourceLines, change.sourceLine)
      end
      table.insert(result, {
        output = moved(span.output, by, 0),
        source = { uri = span.source.uri, range = range },
        rule = span.rule,
      })
    end
  end
  keep(1, change.start, 0)
  vim.list_extend(result, change.insert)
  keep(change.start + change.deleteCount + 1, #spans, change.outputLines)
  return result
end

-- Shows an answer: all of a translation, or what is different.
local function fill(buffer, answer)
  local known = shown[buffer]
  vim.bo[buffer].modifiable = true
  if answer.text then
    vim.api.nvim_buf_set_lines(buffer, 0, -1, false, vim.split(answer.text, '\n'))
    known.spans = answer.spans
  else
    -- The buffer ends with the empty line that a text ending in a line break leaves.
    local range = answer.edit.range
    local lines = vim.split(answer.edit.newText, '\n')
    table.remove(lines)
    vim.api.nvim_buf_set_lines(buffer, range.start.line, range['end'].line, false, lines)
    known.spans = changed(known.spans, answer.edit.spans, known.uri)
  end
  known.result = answer.resultId
  vim.bo[buffer].modifiable = false
  vim.bo[buffer].modified = false
end

-- Asks again for a translation that is shown.
local refresh
function refresh(buffer, done)
  local known = shown[buffer]
  known.asked = (known.asked or 0) + 1
  local number = known.asked
  local params = { textDocument = { uri = known.uri }, previousResultId = known.result }
  known.client:request('plconv/translation', params, function(err, answer)
    -- Of several answers on their way each but the first may be a difference from one that has not come.
    if not err and answer and vim.api.nvim_buf_is_valid(buffer) then
      if answer.text or params.previousResultId == known.result then
        fill(buffer, answer)
      elseif number == known.asked then
        known.result = nil
        refresh(buffer, done)
        return
      end
    end
    if done then
      done(buffer)
    end
  end, known.source)
end

--- Shows the translation of a buffer in a window beside it; `done` gets the number of its buffer.
function M.translation(done)
  local source = vim.api.nvim_get_current_buf()
  local client = client_of(source)
  if not client then
    vim.notify('plconv is not attached to this buffer', vim.log.levels.WARN)
    return
  end
  local name = 'plconv:' .. vim.api.nvim_buf_get_name(source) .. '.pg.sql'
  local buffer = vim.fn.bufadd(name)
  vim.fn.bufload(buffer)
  vim.bo[buffer].buftype = 'nofile'
  vim.bo[buffer].swapfile = false
  vim.bo[buffer].syntax = 'sql'
  shown[buffer] = { client = client, source = source, uri = vim.uri_from_bufnr(source), spans = {} }
  if #vim.fn.win_findbuf(buffer) == 0 then
    vim.cmd('rightbelow vsplit')
    vim.api.nvim_win_set_buf(0, buffer)
    vim.cmd('wincmd p')
  end
  refresh(buffer, done)
end

--- Goes from the source to its translation or back.
function M.jump()
  local buffer = vim.api.nvim_get_current_buf()
  local known = shown[buffer]
  if known then
    local span = smallest(known.spans, cursor(), function(span)
      return span.output
    end)
    if span then
      vim.lsp.util.show_document(span.source, known.client.offset_encoding, { focus = true, reuse_win = true })
    end
    return
  end
  for target, other in pairs(shown) do
    local window = vim.fn.win_findbuf(target)[1]
    if other.source == buffer and window then
      local span = smallest(other.spans, cursor(), function(span)
        return span.source.uri == other.uri and span.source.range or nil
      end)
      if span then
        vim.api.nvim_win_set_cursor(window, { span.output.start.line + 1, span.output.start.character })
        vim.api.nvim_set_current_win(window)
      end
      return
    end
  end
end

--- Explains the translation under the cursor in a floating window.
function M.explain()
  local known = shown[vim.api.nvim_get_current_buf()]
  if not known then
    return
  end
  local params = { textDocument = { uri = known.uri }, position = cursor() }
  known.client:request('plconv/explain', params, function(err, answer)
    if not err and answer then
      vim.lsp.util.open_floating_preview(vim.split(answer.markdown, '\n'), 'markdown', { focus_id = 'plconv' })
    end
  end, known.source)
end

--- Lists what people still have to look at in the quickfix window.
function M.tasks()
  local client = client_of(0)
  if not client then
    return
  end
  client:request('plconv/tasks', nil, function(err, answer)
    if err then
      return
    end
    local items = {}
    for _, task in ipairs(answer) do
      if task.status == 'open' then
        table.insert(items, {
          filename = vim.uri_to_fname(task.location.uri),
          lnum = task.location.range.start.line + 1,
          col = task.location.range.start.character + 1,
          text = task.code .. ' ' .. task.message,
          type = task.isRefused and 'E' or 'W',
        })
      end
    end
    vim.fn.setqflist({}, ' ', { title = 'plconv', items = items })
    vim.cmd('copen')
  end, 0)
end

--- Registers the commands; call it once.
function M.setup()
  vim.lsp.handlers['plconv/translationChanged'] = function()
    for buffer in pairs(shown) do
      if vim.api.nvim_buf_is_valid(buffer) then
        refresh(buffer)
      else
        shown[buffer] = nil
      end
    end
  end
  -- Of files that the extension stands for alone.
  vim.filetype.add({
    extension = { pks = 'plsql', pkb = 'plsql', pls = 'plsql', pck = 'plsql', prc = 'plsql', fnc = 'plsql', trg = 'plsql' },
  })
  local commands = { Translation = M.translation, Jump = M.jump, Explain = M.explain, Tasks = M.tasks }
  for name, command in pairs(commands) do
    vim.api.nvim_create_user_command('Plconv' .. name, function()
      command()
    end, {})
  end
  vim.lsp.enable('plconv')
end

return M
