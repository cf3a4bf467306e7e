import type { Argument, Command, Option } from 'commander';

/** Name of arguments that are paths of this machine; a `<file>` is one of the service. */
const pathName = 'path';

/**
 * What may follow the words of a command line: a value and its description in each line, with a tab between; `:files`
 * if paths may follow too.
 * @param words those after `waybill`; the last one is being typed, and may be empty
 */
export function candidateLines(program: Command, words: readonly string[]): string[] {
  const typed = words.at(-1) ?? '';
  const { command, awaiting, argument, optionsEnded } = contextOf(program, words.slice(0, -1));
  if (awaiting) return valuesOf(awaiting.argChoices, awaiting.flags.includes(`<${pathName}>`));
  if (typed.startsWith('-') && !optionsEnded) return optionLines(command);
  if (command.commands.length > 0) return commandLines(command);
  return argument ? valuesOf(argument.argChoices, argument.name() === pathName) : [];
}

interface Context {
  readonly command: Command;
  /** The option before, which has a value. */
  readonly awaiting: Option | undefined;
  /** The argument that is next. */
  readonly argument: Argument | undefined;
  /** After `--`. */
  readonly optionsEnded: boolean;
}

function contextOf(program: Command, words: readonly string[]): Context {
  let command = program;
  let awaiting: Option | undefined;
  let optionsEnded = false;
  let count = 0;
  for (const word of words) {
    if (awaiting) awaiting = undefined;
    else if (word === '--') optionsEnded = true;
    else if (word.startsWith('-') && word !== '-' && !optionsEnded) awaiting = awaitingValue(command, word);
    else {
      const below = command.commands.find((one) => [one.name(), ...one.aliases()].includes(word));
      if (below) command = below;
      else count += 1;
    }
  }
  const all = command.registeredArguments;
  const last = all.at(-1);
  return { command, awaiting, optionsEnded, argument: all[count] ?? (last?.variadic ? last : undefined) };
}

function awaitingValue(command: Command, word: string): Option | undefined {
  const option = command.options.find(({ short, long }) => word === short || word === long);
  return option?.required ? option : undefined;
}

const valuesOf = (choices: readonly string[] | undefined, arePaths: boolean): string[] => [
  ...(choices ?? []).map((choice) => `${choice}\t`),
  ...(arePaths ? [':files'] : []),
];

const optionLines = (command: Command): string[] =>
  command
    .createHelp()
    .visibleOptions(command)
    .flatMap(({ long, description }) => (long ? `${long}\t${firstSentence(description)}` : []));

const commandLines = (command: Command): string[] =>
  command
    .createHelp()
    .visibleCommands(command)
    .map((one) => `${one.name()}\t${firstSentence(one.description())}`);

const firstSentence = (text: string): string => text.split(/[.;:] |\.$/, 1)[0] ?? '';
