import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { globSync } from 'tinyglobby';
import { routes } from '../../lambda/api/routes.js';
import { functionNames, functions, type FunctionRow } from '../../lambda/functions.js';
import { mayHaveGone } from '../faults/invariants/ends.js';
import { following } from '../faults/invariants/steps.js';
import { items, quoted, rows, section } from './page.js';
import { read, root } from './shell-blocks.js';

const page = 'docs/architecture.md';
const under = (heading: string) => section(page, heading);
const isThere = (file: string) => existsSync(path.join(root, file));

/** The paths of this repository in a text. */
const pathsIn = (text: string): string[] =>
  quoted(text).filter((words) =>
    /^(\.dependency-cruiser\.cjs$|(bin|build|lib|lambda|client|web|local|bench|text|test|docs)\/)/.test(
      words,
    ),
  );

/** How the page names the event sources of functions. */
const sources: Readonly<Record<FunctionRow['source'], string>> = {
  api: 'the API',
  'validation-queue': 'the validation queue',
  'table-stream': "the table's stream",
  'webhook-queue': 'the webhook queue',
  schedule: 'a schedule',
};

const rowOf = (name = ''): FunctionRow | undefined =>
  Object.entries<FunctionRow>(functions).find(([each]) => each === name)?.[1];

describe('functions', () => {
  const table = rows(under('## Functions')).map(([name = '', ...cells]) => [quoted(name).join(), ...cells]);
  const names = functionNames.toSorted();

  test('those of the list are the handlers', () => {
    const handlers = globSync('*.ts', { cwd: path.join(root, 'lambda/handlers') }).filter((file) =>
      /^export (const|async function|function) handler\b/m.test(read(`lambda/handlers/${file}`)),
    );
    expect(handlers.map((file) => path.basename(file, '.ts')).sort()).toEqual(names);
  });

  test('the picture of components has each', () => {
    const nodes = [...under('## Components').matchAll(/^ +(\w+)\["\1: /gm)].map(([, name]) => name);
    expect(nodes.sort()).toEqual(names);
  });

  test('the table has each, with what it does', () => {
    expect(table.map(([name, , does]) => `${name} ${does}`)).toEqual(
      table.map(([name]) => `${name} ${rowOf(name)?.does}`),
    );
    expect(table.map(([name]) => name).sort()).toEqual(names);
  });

  test('and with what invokes it', () => {
    const expected = functionNames.map((name) => [
      name,
      sources[functions[name].source],
      ...functionNames.filter((other) => rowOf(other)?.invokes?.name === name),
    ]);
    const shown = table.map(([name, by = '']) => {
      const source = Object.values(sources).filter((words) => by.split(/[;(]/)[0]?.trim() === words);
      return [name, ...source, ...quoted(by).filter((other) => rowOf(other) !== undefined)];
    });
    expect(shown.sort()).toEqual(expected.sort());
  });

  test('and each route is listed for the function that serves it', () => {
    const shown = items(under('### Routes')).flatMap((item) => {
      const [name, ...served] = quoted(item);
      return served.map((route) => `${name}: ${route}`);
    });
    expect(shown.sort()).toEqual(
      Object.values(routes)
        .map((row) => `${row.function}: ${row.method} ${row.path}`)
        .sort(),
    );
  });
});

describe('states', () => {
  const states = Object.keys(following);

  test('the picture has each step that the fault schedules allow, and no other', () => {
    const arrows = [...under('## States of a file').matchAll(/^ +(\S+) --> ([\w[*\]]+)/gm)];
    const steps = Object.entries(following).flatMap(([from, all]) => all.map((to) => `${from} ${to}`));
    const gone = mayHaveGone.map((state) => `${state} [*]`);
    expect(arrows.map(([, from, to]) => `${from} ${to}`).sort()).toEqual(
      ['[*] pending', ...steps, ...gone].sort(),
    );
  });

  const writers = rows(under('## States of a file')).map(([state = '', by = '']) => ({
    state: quoted(state).join(),
    files: pathsIn(by),
  }));

  test('the table of who writes them has each', () => {
    expect(writers.map(({ state }) => state)).toEqual(states);
  });

  test.each(writers)('$state is written by the files that are listed', ({ state, files }) => {
    expect(files).not.toEqual([]);
    expect(files.filter((file) => !read(file).includes(`'${state}'`))).toEqual([]);
  });

  test('the table names each file of lambda/core that writes one', () => {
    const written = globSync('lambda/core/**/*.ts', { cwd: root }).flatMap((file) =>
      [...read(file).matchAll(/\bstatus: '(\w+)'\s*[,}]/g)].map(([, state = '']) => ({ state, file })),
    );
    const unnamed = written.filter(
      ({ state, file }) =>
        states.includes(state) && !writers.some((row) => row.state === state && row.files.includes(file)),
    );
    expect(written.length).toBeGreaterThan(0);
    expect(unnamed).toEqual([]);
  });
});

test('the folders of lambda/core are those of the code', () => {
  const folders = globSync('*', { cwd: path.join(root, 'lambda/core'), onlyDirectories: true });
  const shown = items(under('## The rules, by folder')).map((item) => quoted(item)[0]);
  expect(shown.sort()).toEqual(folders.map((folder) => `lambda/core/${folder}`).sort());
});

describe('answers', () => {
  const answers = items(under('## Where is …?')).map((item) => {
    const [, question = '', answer = ''] = /^\*\*(.+\?)\*\* (.+)$/.exec(item) ?? [];
    return { question: question || item, answer };
  });

  test('there are some', () => {
    expect(answers.length).toBeGreaterThanOrEqual(10);
  });

  test.each(answers)('$question', ({ answer }) => {
    expect(pathsIn(answer)).not.toEqual([]);
    const places = [...answer.matchAll(/`([\w-]+)` in `([^`]+)`/g)];
    const missing = places.filter(([, name = '', file = '']) => !read(file).includes(name));
    expect(missing.map(([place]) => place)).toEqual([]);
  });
});

test('each path is there', () => {
  const paths = pathsIn(read(page));
  expect(paths.length).toBeGreaterThan(0);
  expect(paths.filter((file) => !isThere(file))).toEqual([]);
});

test('each link leads somewhere', () => {
  const links = [...read(page).matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)/g)];
  const broken = links.filter(([, to = '', anchor]) => {
    const target = to === '' ? page : path.join(path.dirname(page), to);
    return !isThere(target) || (anchor !== undefined && !anchorsOf(target).includes(anchor));
  });
  expect(broken.map(([link]) => link)).toEqual([]);
});

/** As GitHub generates them from headings. */
const anchorsOf = (document: string): string[] =>
  [...read(document).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\w\s-]/g, '')
      .replace(/ /g, '-'),
  );
