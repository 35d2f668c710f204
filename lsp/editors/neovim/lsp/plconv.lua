-- Configuration of the server for `vim.lsp.enable('plconv')` (Neovim 0.11).
return {
  cmd = { 'plconv', 'lsp' },
  filetypes = { 'sql', 'plsql' },
  root_markers = { 'plconv.toml', '.git' },
}
