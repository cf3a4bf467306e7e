import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import ts from 'typescript';

const web = path.join(import.meta.dirname, '..', '..', '..', 'web');

/** The page's own code: all except its texts, and its build. */
const sources = readdirSync(web, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.startsWith('words/') && file !== 'build.ts')
  .map((file) => ({ file, text: readFileSync(path.join(web, file), 'utf8') }));

/** Text for people: two words, or one that begins like sentences and labels. */
const isText = (literal: string) => /\p{L}{2,} \p{L}{2,}/u.test(literal) || /^\p{Lu}\p{Ll}+$/u.test(literal);

/** Names for machines: classes, selectors, roles, and DataTransfer's name of files. */
const machineProperties = new Set(['className', 'role', 'rootMargin', 'accept', 'autocomplete']);
const machineCalls = new Set(['includes', 'querySelector', 'closest', 'createElementNS', 'setAttribute']);

function isForMachines(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isImportDeclaration(parent) || ts.isLiteralTypeNode(parent) || ts.isTypeNode(parent)) return true;
  if (ts.isPropertyAssignment(parent)) return machineProperties.has(parent.name.getText());
  if (ts.isConditionalExpression(parent) || ts.isTemplateSpan(parent) || ts.isTemplateExpression(parent))
    return isForMachines(parent);
  if (!ts.isCallExpression(parent)) return false;
  const { expression: called } = parent;
  const name = ts.isPropertyAccessExpression(called) ? called.name.text : called.getText();
  if (name === 'setAttribute') return !/aria-label/.test(parent.arguments[0]?.getText() ?? '');
  // The first argument of `element` is a tag, that of `openDialog` a class.
  return machineCalls.has(name) || (name === 'bone' && parent.arguments[0] === node);
}

function literalText(file: string, text: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node) => {
    const isLiteral =
      ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node);
    if (isLiteral && isText(node.text) && !isForMachines(node)) found.push(`${file}: ${node.text}`);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.ESNext, true));
  return found;
}

test('there is no text in the code: all of it is in web/words', () => {
  expect(sources.length).toBeGreaterThan(30);
  expect(sources.flatMap(({ file, text }) => literalText(file, text))).toEqual([]);
});

test('text in the code would be found', () => {
  expect(literalText('a.ts', "element('p', {}, 'Nothing here yet')")).toHaveLength(1);
  expect(literalText('a.ts', 'button.title = `Delete ${name}`; label.textContent = "Cancel"')).toHaveLength(
    1,
  );
  expect(literalText('a.ts', "element('p', { className: 'post head', title: 'Post it' })")).toHaveLength(1);
});

test('the document itself has only the name, and the note for missing scripts in both languages', () => {
  const html = readFileSync(path.join(web, 'index.html'), 'utf8');
  const noscript = /<noscript>(.*)<\/noscript>/s.exec(html)?.[1] ?? '';
  expect([...noscript.matchAll(/lang="(\w+)"/g)].map(([, language]) => language)).toEqual(['en', 'de']);
  const rest = html.replace(noscript, '').replace(/<[^>]*>/g, ' ');
  expect(rest.trim().split(/\s+/)).toEqual(['Waybill']);
});
