import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { command, run } from './run-command.js';

// Each run of the command is a process.
jest.setTimeout(60_000);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waybill-completion-'));
  await writeFile(join(folder, 'waybill'), `#!/bin/sh\nexec ${command.join(' ')} "$@"\n`);
  await chmod(join(folder, 'waybill'), 0o755);
  await mkdir(join(folder, 'files'));
  await writeFile(join(folder, 'files', 'photo one.jpg'), '');
});
afterAll(() => rm(folder, { recursive: true }));

/** What a shell offers for a line, one a line. */
const shells = {
  bash: `
    source <(waybill completion bash)
    cd files
    COMP_LINE=$1 COMP_POINT=\${#1}
    read -ra COMP_WORDS <<< "$1"
    [[ $1 == *' ' ]] && COMP_WORDS+=('')
    COMP_CWORD=$(( \${#COMP_WORDS[@]} - 1 ))
    # Outside of a completion, compopt fails: what it asks for is shown instead.
    compopt() { compgen -f -- "\${COMP_WORDS[COMP_CWORD]}"; }
    _waybill
    printf '%s\\n' "\${COMPREPLY[@]}"
  `,
  // zsh completes only in its line editor: on a terminal of its own. The terminal echoes what is typed, with the quotes.
  zsh: `
    zmodload zsh/zpty
    cd files
    zpty z zsh -f -i
    zpty -w z "PS1=; autoload -U compinit; compinit -u -d $TMPDIR/zcompdump; source <(waybill completion zsh)"
    zpty -w z 'try() { zle expand-or-complete; zle -R; print -r "LINE $BUFFER"; print DO""NE }'
    zpty -w z 'zle -N try; bindkey "^T" try; print RE""ADY'
    until [[ $text == *READY* ]]; do zpty -r z line || break; text+=$line; done
    zpty -n -w z "$1"$'\\x14'
    text=
    until [[ $text == *DONE* ]]; do zpty -r z line || break; text+=$line; done
    print -r -- "$text"
  `,
  fish: `
    waybill completion fish | source
    cd files
    complete --do-complete "$argv[1]"
  `,
} as const;

function offered(shell: keyof typeof shells, line: string): string[] {
  const options = shell === 'fish' ? ['--no-config'] : [];
  const ran = spawnSync(
    shell,
    [...options, '-c', shells[shell], ...(shell === 'fish' ? [] : [shell]), line],
    {
      cwd: folder,
      encoding: 'utf8',
      env: {
        ...process.env,
        PATH: `${folder}${delimiter}${process.env['PATH'] ?? ''}`,
        TMPDIR: folder,
        TERM: 'dumb',
      },
    },
  );
  expect(ran.stderr).toBe('');
  return stripVTControlCharacters(ran.stdout)
    .split(/[\n\r\t]| {2,}/)
    .flatMap((one) => one.trim() || []);
}

for (const shell of ['bash', 'zsh', 'fish'] as const) {
  const isPresent = spawnSync(shell, ['-c', ':']).status === 0;
  if (!isPresent) process.stdout.write(`completion: ${shell} is not installed here, and so not tested\n`);

  (isPresent ? describe : describe.skip)(`${shell} completes`, () => {
    test('commands', () => {
      const all = offered(shell, 'waybill ');
      expect(all).toEqual(expect.arrayContaining(['up', 'get', 'mv', 'info', 'completion']));
      expect(all).not.toContain('__complete');
    });

    test('commands of a command', () => {
      expect(offered(shell, 'waybill webhooks ')).toEqual(expect.arrayContaining(['ls', 'add', 'rotate']));
    });

    test('options', () => {
      expect(offered(shell, 'waybill ls --s')).toEqual(expect.arrayContaining(['--status', '--shared']));
    });

    test('values of an option', () => {
      expect(offered(shell, 'waybill ls --limit 5 --status ')).toEqual(
        expect.arrayContaining(['verified', 'rejected']),
      );
    });

    test('files to upload, but none of this machine to download', () => {
      expect(offered(shell, 'waybill up --jobs 2 ph').join(' ')).toMatch(/photo(\\)? one\.jpg/);
      expect(offered(shell, 'waybill get ph').join(' ')).not.toContain('one.jpg');
    });
  });
}

test('a script for another shell is refused', async () => {
  await expect(run([...command, 'completion', 'tcsh'])).resolves.toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('Allowed choices are bash, zsh, fish'),
  });
});
