#!/usr/bin/env node
import { Command } from 'commander';
import { visibleText } from '../../text/visible-text.js';
import packageJson from '../../package.json' with { type: 'json' };
import { addAnnounce } from './commands/announce.js';
import { addCompletion } from './commands/completion.js';
import { addGet } from './commands/get.js';
import { addInfo } from './commands/info.js';
import { addInspect } from './commands/inspect.js';
import { addLeftovers } from './commands/leftovers.js';
import { addLogin } from './commands/login.js';
import { addLs } from './commands/ls.js';
import { addMv } from './commands/mv.js';
import { addRm } from './commands/rm.js';
import { addShare } from './commands/share.js';
import { addSweep } from './commands/sweep.js';
import { addUp } from './commands/up.js';
import { addWebhooks } from './commands/webhooks.js';
import { columnsOf, wrapText } from './terminal/width.js';

const program = new Command('waybill')
  .description('Private files on AWS, from the command line.')
  .version(`waybill ${packageJson.version}`);
// Both before the commands, which inherit them. Errors in the arguments quote them, including names of matched files.
program.configureOutput({
  writeErr: (text) =>
    process.stderr.write(wrapText(text.split('\n').map(visibleText).join('\n'), columnsOf(process.stderr))),
  // Commander wraps what it knows, but not the texts after it.
  writeOut: (text) => process.stdout.write(wrapText(text, columnsOf(process.stdout))),
});
program.exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2));

// `waybill ls | head`: the reader has closed the pipe. Exits as a program that SIGPIPE has stopped.
process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
  process.exit(code === 'EPIPE' ? 141 : 2);
});

program.commandsGroup('Your files:');
for (const add of [addLogin, addUp, addLs, addInfo, addGet, addShare, addMv, addRm, addInspect]) add(program);
program.commandsGroup('A deployment:');
for (const add of [addSweep, addAnnounce, addWebhooks, addLeftovers]) add(program);

program.commandsGroup('This command:');
addCompletion(program);
// After the commands, which would inherit it.
program.showHelpAfterError(
  'Options follow their command: waybill ls --api URL. All commands: waybill --help',
);

await program.parseAsync();
