// The client of `pamphlet lsp` for Visual Studio Code, and commands that run the program in a terminal.
const vscode = require('vscode');
const { LanguageClient } = require('vscode-languageclient/node');

let client;

/** The program that the settings name. */
function program() {
  return vscode.workspace.getConfiguration('pamphlet').get('path') || 'pamphlet';
}

/** Starts the server. Where there is no program, one message says so, and where it is set. */
async function start() {
  const everywhere = vscode.workspace.getConfiguration('pamphlet').get('everywhere');
  const folders = await vscode.workspace.findFiles('**/pamphlet.toml', '**/node_modules/**', 200);
  const below = (uri) => new vscode.RelativePattern(vscode.Uri.joinPath(uri, '..'), '**/*.md');
  const documentSelector = everywhere
    ? [{ scheme: 'file', language: 'markdown' }]
    : folders.map((uri) => ({ scheme: 'file', language: 'markdown', pattern: below(uri) }));
  const run = { command: program(), args: ['lsp'] };
  const watched = ['**/*.md', '**/pamphlet.toml', '**/*.{svg,png,jpg,jpeg,webp,bib}'];
  client = new LanguageClient('pamphlet', 'pamphlet', { run, debug: run }, {
    documentSelector,
    synchronize: { fileEvents: watched.map((it) => vscode.workspace.createFileSystemWatcher(it)) },
  });
  try {
    await client.start();
  } catch (error) {
    client = undefined;
    const settings = 'Open Settings';
    const chosen = await vscode.window.showErrorMessage(`pamphlet: cannot start \`${program()}\`: ${error.message}`, settings);
    if (chosen) await vscode.commands.executeCommand('workbench.action.openSettings', 'pamphlet.path');
  }
}

async function stop() {
  const running = client;
  client = undefined;
  if (running) await running.stop();
}

/** Runs a command of the program on the text that is open; the program finds the publication that it is a chapter of. */
function inTerminal(name, ...more) {
  const uri = vscode.window.activeTextEditor?.document.uri;
  const path = uri?.scheme === 'file' && uri.fsPath.endsWith('.md') ? [uri.fsPath] : [];
  const folder = uri && vscode.workspace.getWorkspaceFolder(uri);
  const task = new vscode.Task(
    { type: 'pamphlet', name },
    folder ?? vscode.TaskScope.Workspace,
    name,
    'pamphlet',
    // A process, not a line of a shell: no path has to be quoted.
    new vscode.ProcessExecution(program(), [name, ...path, ...more]),
  );
  task.isBackground = name === 'serve';
  return vscode.tasks.executeTask(task);
}

exports.activate = async function activate(context) {
  const command = (name, run) => context.subscriptions.push(vscode.commands.registerCommand(`pamphlet.${name}`, run));
  command('serve', () => inTerminal('serve', '--open'));
  command('build', () => inTerminal('build'));
  command('verify', () => inTerminal('verify'));
  command('restart', async () => { await stop(); await start(); });
  context.subscriptions.push(vscode.workspace.onDidChangeConfiguration(async (event) => {
    if (event.affectsConfiguration('pamphlet')) { await stop(); await start(); }
  }));
  await start();
};

exports.deactivate = stop;
