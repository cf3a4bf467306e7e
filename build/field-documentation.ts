import ts from 'typescript';

/**
 * What is said of a type or a field: the comment above it, or of a field of a schema its description (the first
 * argument of `described`), or of a row of the table of problems its title.
 * @throws where nothing is said
 */
export function documentation(symbol: ts.Symbol | undefined, checker: ts.TypeChecker, name: string): string {
  const above = ts.displayPartsToString(symbol?.getDocumentationComment(checker) ?? []);
  const text =
    above ||
    valuesOf(symbol, checker)
      .map(descriptionIn)
      .find((found) => found !== undefined);
  if (!text) throw new Error(`${name} is not documented`);
  // The end of a comment would end this one.
  return text.replaceAll('*/', '*\\/');
}

/** What a field is made of, also where a constant has it: `{ expiresAt }`, `{ headers: Headers }`. */
function valuesOf(symbol: ts.Symbol | undefined, checker: ts.TypeChecker): ts.Expression[] {
  return (symbol?.declarations ?? []).flatMap((declaration) => {
    if (ts.isShorthandPropertyAssignment(declaration))
      return valuesOf(checker.getShorthandAssignmentValueSymbol(declaration), checker);
    if (!ts.isPropertyAssignment(declaration) && !ts.isVariableDeclaration(declaration)) return [];
    const { initializer } = declaration;
    if (!initializer) return [];
    return ts.isIdentifier(initializer)
      ? valuesOf(checker.getSymbolAtLocation(initializer), checker)
      : [initializer];
  });
}

function descriptionIn(value: ts.Expression): string | undefined {
  const text =
    ts.isCallExpression(value) && value.expression.getText() === 'described'
      ? value.arguments[0]
      : titleIn(value);
  return text && ts.isStringLiteralLike(text) ? text.text : undefined;
}

const titleIn = (row: ts.Expression): ts.Expression | undefined =>
  ts.isObjectLiteralExpression(row)
    ? row.properties.filter(ts.isPropertyAssignment).find(({ name }) => name.getText() === 'title')
        ?.initializer
    : undefined;
