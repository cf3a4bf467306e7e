import { makeByPython, type Maker } from '../python-maker.js';
import type { Recipe } from '../recipe.js';

type Options = Readonly<Record<string, unknown>>;

export interface Format {
  readonly type: string;
  readonly ending: string;
  readonly declared?: readonly string[];
  readonly maker: Maker;
  /** The function of the maker. */
  readonly what: string;
}

/** A file by each of the ways, with the writer's own options. */
export const written = (format: Format, ...ways: readonly Options[]): Recipe[] =>
  ways.map((options) => {
    const { maker, what, ...rest } = format;
    return {
      ...rest,
      name: `${maker} ${rest.ending} ${JSON.stringify(options).replaceAll('"', '')}`,
      isCostly: true,
      make: (seed) => makeByPython({ maker, what, options, seed }),
    };
  });
