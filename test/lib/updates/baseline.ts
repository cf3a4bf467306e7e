import type { Stack } from 'aws-cdk-lib';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { newestRelease } from '../../../build/release.js';
import { WaybillStack } from '../../../lib/waybill-stack.js';
import { account, region, type Resource } from '../synthesize.js';
import { configurations } from './configurations.js';
import { effectsOf, losses, type Effects } from './effects.js';
import { withApp } from '../temporary-app.js';

/** What the newest release deployed. */
export interface Baseline {
  readonly version: string;
  readonly Resources: Readonly<Record<string, Resource>>;
}

export type Configuration = keyof typeof configurations;
export const configurationNames = Object.keys(configurations) as Configuration[];

const root = path.join(import.meta.dirname, '../../..');
const fileOf = (name: Configuration) => path.join(import.meta.dirname, 'baseline', `${name}.json`);
const parsed = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Baseline;

/** Without a file, nothing is there yet that could be lost. */
export const baselineOf = (name: Configuration): Baseline =>
  existsSync(fileOf(name)) ? parsed(fileOf(name)) : { version: '', Resources: {} };

/** The app's stack as it is now, named as by default. */
export function currentOf(name: Configuration): Baseline {
  const props = configurations[name];
  const propsIn = (scope: Stack) => (typeof props === 'function' ? props(scope) : props);
  const template = withApp(
    (app) => Template.fromStack(new WaybillStack(app, 'Waybill', propsIn, { env: { account, region } })),
    { stackTraces: false },
  );
  const { Resources } = template.toJSON() as Baseline;
  return { version: releasedVersion(), Resources };
}

/** The newest release of the changelog. */
export function releasedVersion(): string {
  const changelog = readFileSync(path.join(root, 'CHANGELOG.md'), 'utf8');
  return newestRelease(changelog, [parsed(path.join(root, 'package.json')).version]).version;
}

/** What deployments of the newest release would lose by an update to this code. */
export const lossesOf = (name: Configuration, current = currentOf(name)): Effects =>
  losses(effectsOf(baselineOf(name), current));

/** Writes a resource on each line, so that a change of one is a line of the diff. */
export function writeBaseline(name: Configuration, { version, Resources }: Baseline): void {
  mkdirSync(path.dirname(fileOf(name)), { recursive: true });
  const lines = Object.entries(Resources).map(([id, one]) => `"${id}":${JSON.stringify(one)}`);
  writeFileSync(fileOf(name), `{"version":"${version}","Resources":{\n${lines.join(',\n')}\n}}\n`);
}
