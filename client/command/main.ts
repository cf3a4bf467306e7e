#!/usr/bin/env node
import { Command } from 'commander';
import { visibleText } from '../../text/visible-text.js';
import { addAnnounce } from './commands/announce.js';
import { addGet } from './commands/get.js';
import { addInspect } from './commands/inspect.js';
import { addLeftovers } from './commands/leftovers.js';
import { addLogin } from './commands/login.js';
import { addLs } from './commands/ls.js';
import { addRm } from './commands/rm.js';
import { addShare } from './commands/share.js';
import { addSweep } from './commands/sweep.js';
import { addUp } from './commands/up.js';
import { addWebhooks } from './commands/webhooks.js';

const program = new Command('waybill').description('Private files on AWS, from the command line.');
// Both before the commands, which inherit them. Errors in the arguments quote them, including names of matched files.
program.configureOutput({
  writeErr: (text) => process.stderr.write(text.split('\n').map(visibleText).join('\n')),
});
program.exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2));

// `waybill ls | head`: the reader has closed the pipe. Exits as a program that SIGPIPE has stopped.
process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
  process.exit(code === 'EPIPE' ? 141 : 2);
});

program.commandsGroup('Your files:');
for (const add of [addLogin, addUp, addLs, addGet, addShare, addRm, addInspect]) add(program);
program.commandsGroup('A deployment:');
for (const add of [addSweep, addAnnounce, addWebhooks, addLeftovers]) add(program);

await program.parseAsync();
