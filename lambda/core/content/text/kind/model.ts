const number = String.raw`[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?`;
const triple = String.raw`(?:[ \t]+${number}){3}`;
const facet = new RegExp(
  String.raw`^solid\b[^\n]{0,255}\n\s*(?:facet\s+normal${triple}\s+outer\s+loop\s+vertex${triple}|endsolid\b)`,
  'i',
);
/** A triangle has as many corners. */
const leastStatements = 3;
const mostLines = 200;
/** Keywords of Wavefront (Advanced Visualizer Manual, appendix B), with what follows them. */
const statement = new RegExp(
  String.raw`^(?:v(?:[ \t]+${number}){3,8}|vn${triple}|vt(?:[ \t]+${number}){1,3}|vp(?:[ \t]+${number}){1,3}|[fpl](?:[ \t]+-?\d+(?:\/-?\d*){0,2})+|[gos](?:[ \t].*)?|(?:usemtl|mtllib|usemap|maplib|cstype|deg|curv2?|surf|parm|trim|hole|scrv|sp|end|con|mg|bevel|c_interp|d_interp|lod|shadow_obj|trace_obj|ctech|stech|bmat|step)(?:[ \t].*)?)$`,
);
const vertex = new RegExp(`^v${triple}`);

/** Meshes as text: STL (3D Systems, 1989: solid, facets, loops of vertices) and Wavefront's objects. */
export function modelType(text: string): string | undefined {
  if (facet.test(text)) return 'model/stl';
  if (!/^(?:#|v[nt]? |mtllib |[go] )/.test(text)) return undefined;
  const lines = text.slice(0, 16 * 1024).split('\n', mostLines + 1);
  const statements = lines.slice(0, lines.length > 1 ? -1 : 1).filter((line) => !/^\s*(?:#|$)/.test(line));
  const isObject =
    statements.length >= leastStatements &&
    statements.some((line) => vertex.test(line)) &&
    statements.every((line) => statement.test(line.trimEnd()));
  return isObject ? 'model/obj' : undefined;
}
