-- Headless: nvim --clean --headless -l test.lua FOLDER PROGRAM. Ends with an error when something is not as it should be.
local here = vim.fs.dirname(vim.fs.abspath(debug.getinfo(1, 'S').source:sub(2)))
local folder, program = arg[1], arg[2]
vim.opt.runtimepath:prepend(here)
vim.cmd('filetype on')
vim.lsp.config('plconv', { cmd = { program, 'lsp' } })
local plconv = require('plconv')
plconv.setup()

local function wait(what, condition)
  assert(vim.wait(30000, condition, 20), 'waited in vain for ' .. what)
end

vim.cmd.edit(folder .. '/payroll.pkb')
local buffer = vim.api.nvim_get_current_buf()
assert(vim.bo.filetype == 'plsql', vim.bo.filetype)
wait('the server', function()
  local client = vim.lsp.get_clients({ bufnr = buffer })[1]
  return client and client.initialized
end)
local client = vim.lsp.get_clients({ bufnr = buffer })[1]
assert(client.name == 'plconv')
local function settle()
  local answer = client:request_sync('plconv/settled', nil, 30000)
  assert(answer and not answer.err, vim.inspect(answer))
end
settle()

-- Go to the definition by the built-in function.
vim.fn.search('count_call;')
vim.lsp.buf.definition()
wait('the definition', function()
  return vim.api.nvim_win_get_cursor(0)[1] == 4
end)

-- Hover.
vim.fn.search('c_limit')
local answer = client:request_sync('textDocument/hover', vim.lsp.util.make_position_params(0, client.offset_encoding), 30000)
assert(answer.result.contents.value:find('CONSTANT NUMBER', 1, true), vim.inspect(answer))

-- Diagnostics follow what is typed.
vim.api.nvim_buf_set_lines(buffer, 4, 5, false, { '  BEGIN BEGIN' })
settle()
wait('an error', function()
  return #vim.diagnostic.get(buffer, { severity = vim.diagnostic.severity.ERROR }) > 0
end)
vim.api.nvim_buf_set_lines(buffer, 4, 5, false, { '  BEGIN' })
settle()
wait('no error', function()
  return #vim.diagnostic.get(buffer, { severity = vim.diagnostic.severity.ERROR }) == 0
end)

-- The translation beside the source follows too, and leads back.
local target
plconv.translation(function(found)
  target = found
end)
wait('the translation', function()
  return target ~= nil
end)
local function text()
  return table.concat(vim.api.nvim_buf_get_lines(target, 0, -1, false), '\n')
end
assert(text():find('FUNCTION payroll.salary_of', 1, true), text())
vim.cmd('normal! gg')
vim.fn.search('RETURN v_salary')
vim.api.nvim_set_current_line('    RETURN v_salary * 4711;')
wait('the new translation', function()
  return text():find('4711', 1, true) ~= nil
end)
-- What was told as a difference is what all of it would have been.
local whole
client:request('plconv/translation', { textDocument = { uri = vim.uri_from_bufnr(buffer) } }, function(_, answer)
  whole = answer
end)
wait('all of the translation', function()
  return whole ~= nil
end)
assert(text() == whole.text, text())
vim.fn.search('RETURN v_salary')
plconv.jump()
assert(vim.api.nvim_get_current_buf() == target, 'the cursor is in the translation')
plconv.jump()
assert(vim.api.nvim_get_current_buf() == buffer, 'the cursor is in the source again')

client:stop()
wait('the end', function()
  return client:is_stopped()
end)
print('passed\n')
vim.cmd('qall!')
