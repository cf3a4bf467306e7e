#!/usr/bin/env node
import { Command } from 'commander';
import { addAnnounce } from './commands/announce.js';
import { addInspect } from './commands/inspect.js';
import { addSweep } from './commands/sweep.js';
import { addWebhooks } from './commands/webhooks.js';

const program = new Command('waybill').description('Private files on AWS, from the command line.');
// Before the commands: they take it over when they are made.
program.exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2));

for (const add of [addInspect, addSweep, addAnnounce, addWebhooks]) add(program);

await program.parseAsync();
