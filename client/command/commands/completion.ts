import { Argument, type Command } from 'commander';
import { candidateLines } from '../completion/candidates.js';
import { scripts, type Shell } from '../completion/scripts.js';

const more = `
Examples:
  echo 'source <(waybill completion bash)' >> ~/.bashrc
  waybill completion zsh > "\${fpath[1]}/_waybill"
  waybill completion fish > ~/.config/fish/completions/waybill.fish`;

/** `waybill completion <shell>`, and what its scripts call. */
export function addCompletion(program: Command): void {
  program
    .command('completion')
    .description('Print the script with which a shell completes commands, options and files.')
    .addArgument(new Argument('<shell>', 'which shell').choices(Object.keys(scripts)))
    .addHelpText('after', more)
    .action((shell: Shell) => void process.stdout.write(scripts[shell]));
  program
    .command('__complete', { hidden: true })
    .argument('[words...]')
    .action((words: string[]) => {
      process.stdout.write(
        candidateLines(program, words)
          .map((line) => `${line}\n`)
          .join(''),
      );
    });
}
