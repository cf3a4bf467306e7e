import ts from 'typescript';
import { documentation } from './field-documentation.js';

/**
 * The exported types of a module, written out: no import is left, whatever they were derived from. An object is an
 * interface, each under a name of its own, and each of its fields is documented: both are errors otherwise.
 */
export function writtenTypes(checker: ts.TypeChecker, source: ts.SourceFile): string {
  const aliases = source.statements.filter(
    (each): each is ts.TypeAliasDeclaration =>
      ts.isTypeAliasDeclaration(each) &&
      each.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true,
  );
  const names = new Names();
  for (const alias of aliases) names.add(checker.getTypeAtLocation(alias), alias.name.text);
  return aliases
    .map((alias) => {
      const symbol = checker.getSymbolAtLocation(alias.name);
      const name = alias.name.text;
      const text = new Writer(checker, names, name).written(checker.getTypeAtLocation(alias));
      const head = text.startsWith('{') ? `interface ${name} ${text}\n` : `type ${name} = ${text};\n`;
      return `${comment(documentation(symbol, checker, name), '')}export ${head}`;
    })
    .join('\n');
}

/** The name of each type that has one. */
class Names {
  private readonly named: (readonly [ts.Type, string])[] = [];

  add(type: ts.Type, name: string): void {
    // Of unions that are alike the first gives the name; a `string` is anybody's.
    if ((type.flags & ts.TypeFlags.Object || type.isUnion()) && this.of(type) === undefined)
      this.named.push([type, name]);
  }

  of(type: ts.Type): string | undefined {
    return this.named.find(([known]) => known === type || haveSameMembers(known, type))?.[1];
  }
}

/** The compiler makes another union of the same members where it was derived in another way. */
const haveSameMembers = (one: ts.Type, other: ts.Type): boolean =>
  one.isUnion() &&
  other.isUnion() &&
  one.types.length === other.types.length &&
  one.types.every((member) => other.types.includes(member));

class Writer {
  constructor(
    private readonly checker: ts.TypeChecker,
    private readonly names: Names,
    /** Of the type that is written out, and not just named. */
    private readonly own: string,
  ) {}

  written(type: ts.Type): string {
    const known = this.names.of(type);
    if (known !== undefined && known !== this.own) return known;
    if (type.isUnion() && !(type.flags & ts.TypeFlags.Boolean)) return this.union(type);
    if (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) return this.collection(type, known);
    return this.plain(type);
  }

  private union(type: ts.UnionType): string {
    const bare = this.checker.getNonNullableType(type);
    const isNamed = bare !== type && this.names.of(bare) !== undefined;
    const parts = bare.isUnion() && !isNamed ? bare.types : [bare];
    const nothing = type.types.filter(({ flags }) => flags & (ts.TypeFlags.Null | ts.TypeFlags.Undefined));
    // `null` and `undefined` last, as people write it.
    const texts = [...parts, ...nothing.sort((one, other) => other.flags - one.flags)].map((each) =>
      this.written(each),
    );
    if (!texts.includes('true') || !texts.includes('false')) return texts.join(' | ');
    return ['boolean', ...texts.filter((text) => text !== 'true' && text !== 'false')].join(' | ');
  }

  private collection(type: ts.Type, known: string | undefined): string {
    const { checker } = this;
    if (checker.isArrayType(type)) {
      const [element] = checker.getTypeArguments(type as ts.TypeReference);
      const text = element ? this.written(element) : 'unknown';
      return text.includes(' ') ? `(${text})[]` : `${text}[]`;
    }
    const [index, ...others] = checker.getIndexInfosOfType(type);
    if (index && others.length === 0 && checker.getPropertiesOfType(type).length === 0) {
      const text = `Record<${this.plain(index.keyType)}, ${this.written(index.type)}>`;
      return index.isReadonly ? `Readonly<${text}>` : text;
    }
    if (known === undefined)
      throw new Error(`${this.own} holds an object without a name: export a type of its own for it`);
    return this.fields(type);
  }

  private fields(type: ts.Type): string {
    const lines = this.checker.getPropertiesOfType(type).map((property) => {
      const isOptional = (property.flags & ts.SymbolFlags.Optional) !== 0;
      const text = this.written(this.checker.getTypeOfSymbol(property));
      const name = /^\w+$/.test(property.name) ? property.name : `'${property.name}'`;
      const said = documentation(property, this.checker, `${this.own}.${property.name}`);
      return `${comment(said, '  ')}  readonly ${name}${isOptional ? '?' : ''}: ${text};\n`;
    });
    return `{\n${lines.join('')}}`;
  }

  private plain(type: ts.Type): string {
    const text = this.checker.typeToString(type, undefined, ts.TypeFormatFlags.NoTruncation);
    if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.TypeParameter))
      throw new Error(`a type came out as ${text}: an import of it was not found`);
    return text;
  }
}

function comment(text: string, indent: string): string {
  return text.includes('\n')
    ? `${indent}/**\n${text.replace(/^/gm, `${indent} * `)}\n${indent} */\n`
    : `${indent}/** ${text} */\n`;
}
