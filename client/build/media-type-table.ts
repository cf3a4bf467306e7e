/** Writes the client's table of endings and types from the one that the API and the content checker use. */
import { writeFileSync } from 'node:fs';
import { knownTypes, typeOfName } from '../../lambda/core/content/index.js';

/** A line for each type: the type, and the endings that mean it and no other. */
function lines(): string[] {
  return knownTypes.flatMap(({ type, endings = '' }) => {
    const own = endings.split(' ').filter((ending) => ending && typeOfName(`a.${ending}`) === type);
    return own.length > 0 ? [[type, ...own].join(' ')] : [];
  });
}

export const writtenMediaTypes =
  (): string => `// Made by \`npm run client:types\` from lambda/core/content/type.

/** A line for each type: the type, and the endings of file names that mean it. */
export const mediaTypeTable = \`
${lines().join('\n')}
\`;
`;

if (process.argv[1] === import.meta.filename) {
  writeFileSync(new URL('../transfer/media-type-table.ts', import.meta.url), writtenMediaTypes());
}
