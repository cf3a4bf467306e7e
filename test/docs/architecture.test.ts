import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { globSync } from 'tinyglobby';
import { routes } from '../../lambda/api/routes.js';
import { mayHaveGone } from '../faults/invariants/ends.js';
import { following } from '../faults/invariants/steps.js';
import { items, quoted, rows, section } from './page.js';
import { read, root } from './shell-blocks.js';

const page = 'docs/architecture.md';
const under = (heading: string) => section(page, heading);
const isThere = (file: string) => existsSync(path.join(root, file));

/** The paths of this repository that a text names. */
const pathsIn = (text: string): string[] =>
  quoted(text).filter((words) =>
    /^(\.dependency-cruiser\.cjs$|(bin|build|lib|lambda|client|web|local|bench|text|test|docs)\/)/.test(
      words,
    ),
  );

describe('functions', () => {
  const [, list = ''] = /const functions = \[([^\]]+)\]/.exec(read('lambda/build.ts')) ?? [];
  const bundled = [...list.matchAll(/'(\w+)'/g)].map(([, name]) => name).sort();

  test('those that are bundled are the handlers', () => {
    const handlers = globSync('*.ts', { cwd: path.join(root, 'lambda/handlers') }).filter((file) =>
      /^export (const|async function|function) handler\b/m.test(read(`lambda/handlers/${file}`)),
    );
    expect(handlers.map((file) => path.basename(file, '.ts')).sort()).toEqual(bundled);
  });

  test('the picture of components has each', () => {
    const nodes = [...under('## Components').matchAll(/^ +(\w+)\["\1: /gm)].map(([, name]) => name);
    expect(nodes.sort()).toEqual(bundled);
  });

  test('the table has each', () => {
    const named = rows(under('## Functions')).flatMap(([name = '']) => quoted(name));
    expect(named.sort()).toEqual(bundled);
  });

  test('and each route stands at the one that serves it', () => {
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

  test.each(writers)('$state is known to whoever is said to write it', ({ state, files }) => {
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

/** As GitHub makes them of headings. */
const anchorsOf = (document: string): string[] =>
  [...read(document).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\w\s-]/g, '')
      .replace(/ /g, '-'),
  );
