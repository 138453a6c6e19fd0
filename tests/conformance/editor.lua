-- An editor at work with the language server of `pamphlet lsp`; what it sees is printed, a line each.

vim.cmd("edit a.md")
local client = vim.lsp.start_client({
  name = "pamphlet",
  cmd = { os.getenv("PAMPHLET"), "lsp" },
  root_dir = vim.fn.getcwd(),
})
vim.lsp.buf_attach_client(0, client)
local buffer = vim.api.nvim_get_current_buf()

local function say(...)
  io.stderr:write(table.concat({ ... }, " "), "\n")
end

local function codes()
  local list = vim.tbl_map(function(it)
    return it.code or it.user_data.lsp.code
  end, vim.diagnostic.get(buffer))
  return table.concat(list, " ")
end

local function wait_for(expected)
  vim.wait(30000, function()
    return codes() == expected
  end, 10)
  return codes()
end

local function ask(method, parameters)
  local answers = vim.lsp.buf_request_sync(buffer, method, parameters, 30000)
  local answer = answers and answers[client] or {}
  return answer.result or {}
end

local function line(number)
  return vim.api.nvim_buf_get_lines(0, number - 1, number, false)[1]
end

local function position(row, column)
  vim.api.nvim_win_set_cursor(0, { row, column })
  return vim.lsp.util.make_position_params()
end

say("found", wait_for("doubled-space"))
position(3, 42)
local range = vim.lsp.util.make_range_params()
range.context = { diagnostics = vim.lsp.diagnostic.get_line_diagnostics() }
vim.lsp.util.apply_workspace_edit(ask("textDocument/codeAction", range)[1].edit, "utf-16")
say("mended", line(3))
wait_for("")
say("left", tostring(#vim.diagnostic.get(buffer)))

say("shown", ask("textDocument/hover", position(3, 32)).contents.value)

vim.api.nvim_buf_set_lines(0, 3, 3, false, { "", "More [about it](#" })
local here = position(5, 16)
here.position.character = 17
local names = vim.tbl_map(function(it)
  return it.label
end, ask("textDocument/completion", here))
say("offered", unpack(names))
vim.api.nvim_buf_set_lines(0, 3, 5, false, {})

local place = position(3, 32)
place.newName = "end-part"
vim.lsp.util.apply_workspace_edit(ask("textDocument/rename", place), "utf-16")
say("renamed", line(3))
vim.cmd("buffer b.md")
say("renamed", line(1))

vim.cmd("silent wall")

vim.cmd("buffer a.md")
for number = 1, 100 do
  vim.api.nvim_buf_set_lines(0, 3, 5, false, { "", "Edit " .. number })
  vim.wait(10)
end
vim.api.nvim_buf_set_lines(0, 3, 5, false, { "", "Two  spaces" })
say("after 100 edits", wait_for("doubled-space"))
vim.cmd("qa!")
