import ts from 'typescript';

/**
 * The exported types of a module, fully resolved: without imports, whatever they were derived from. Comments are those
 * of the declared fields.
 */
export function writtenTypes(checker: ts.TypeChecker, source: ts.SourceFile): string {
  const aliases = source.statements.filter(
    (each): each is ts.TypeAliasDeclaration =>
      ts.isTypeAliasDeclaration(each) &&
      each.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true,
  );
  const names = new Map<ts.Type, string>();
  for (const alias of aliases) {
    const type = checker.getTypeAtLocation(alias);
    // Equal unions and literals are the same type: only objects have an identity.
    if (type.flags & ts.TypeFlags.Object) names.set(type, alias.name.text);
  }
  return aliases
    .map((alias) => {
      const symbol = checker.getSymbolAtLocation(alias.name);
      const type = new Writer(checker, names).written(checker.getTypeAtLocation(alias), alias.name.text);
      return `${comment(symbol, checker, '')}export type ${alias.name.text} = ${type};\n`;
    })
    .join('\n');
}

class Writer {
  constructor(
    private readonly checker: ts.TypeChecker,
    private readonly names: ReadonlyMap<ts.Type, string>,
  ) {}

  /** @param name of the type itself, if it has one: it is resolved instead of referenced */
  written(type: ts.Type, name?: string, indent = ''): string {
    const known = this.names.get(type);
    if (known !== undefined && known !== name) return known;
    if (type.isUnion() && !(type.flags & ts.TypeFlags.Boolean)) return this.union(type, indent);
    if (type.isIntersection()) return this.object(type, indent);
    if (!(type.flags & ts.TypeFlags.Object)) return this.plain(type);
    if (this.checker.isArrayType(type)) {
      const [element] = this.checker.getTypeArguments(type as ts.TypeReference);
      const text = element ? this.written(element, undefined, indent) : 'unknown';
      return `${/[ |]/.test(text) && !text.startsWith('{') ? `(${text})` : text}[]`;
    }
    return this.object(type, indent);
  }

  private union(type: ts.UnionType, indent: string): string {
    const parts = type.types.map((each) => this.written(each, undefined, indent));
    const withBoolean =
      parts.includes('true') && parts.includes('false')
        ? [...parts.filter((part) => part !== 'true' && part !== 'false'), 'boolean']
        : parts;
    // `null` and `undefined` last, as is usual.
    const last = (part: string) => Number(part === 'null') + 2 * Number(part === 'undefined');
    return withBoolean.sort((one, other) => last(one) - last(other)).join(' | ');
  }

  private object(type: ts.Type, indent: string): string {
    const { checker } = this;
    const inner = `${indent}  `;
    const lines = checker.getIndexInfosOfType(type).map(({ keyType, type: value, isReadonly }) => {
      const text = this.written(value, undefined, inner);
      return `${inner}${isReadonly ? 'readonly ' : ''}[name: ${this.plain(keyType)}]: ${text};\n`;
    });
    for (const property of checker.getPropertiesOfType(type)) {
      const isOptional = (property.flags & ts.SymbolFlags.Optional) !== 0;
      const text = this.written(checker.getTypeOfSymbol(property), undefined, inner);
      const name = /^\w+$/.test(property.name) ? property.name : `'${property.name}'`;
      lines.push(
        `${comment(property, checker, inner)}${inner}readonly ${name}${isOptional ? '?' : ''}: ${text};\n`,
      );
    }
    return `{\n${lines.join('')}${indent}}`;
  }

  private plain(type: ts.Type): string {
    const text = this.checker.typeToString(type, undefined, ts.TypeFormatFlags.NoTruncation);
    if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.TypeParameter))
      throw new Error(`a type came out as ${text}: an import of it was not found`);
    return text;
  }
}

function comment(symbol: ts.Symbol | undefined, checker: ts.TypeChecker, indent: string): string {
  const text = ts.displayPartsToString(symbol?.getDocumentationComment(checker) ?? []);
  if (!text) return '';
  return text.includes('\n')
    ? `${indent}/**\n${text.replace(/^/gm, `${indent} * `)}\n${indent} */\n`
    : `${indent}/** ${text} */\n`;
}
