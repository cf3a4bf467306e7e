/**
 * Everything that can change below a world of objects, so that it can be set back in place: closures that wait in it
 * stay valid, as they hold the objects themselves. Versioned records and frozen objects are values, and kept as they
 * are.
 * @returns restores it, any number of times
 */
export function momentOf(root: object): () => void {
  const seen = new Set<object>();
  const restores: (() => void)[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || isValue(value) || seen.has(value)) return;
    seen.add(value);
    const { children, restore } = capture(value);
    restores.push(restore);
    for (const child of children) visit(child);
  };
  visit(root);
  return () => {
    for (const restore of restores) restore();
  };
}

const isValue = (object: object): boolean =>
  object instanceof Date ||
  object instanceof Promise ||
  object instanceof Uint8Array ||
  Object.isFrozen(object) ||
  (Object.getPrototypeOf(object) === Object.prototype && 'revision' in object);

function capture(object: object): { children: Iterable<unknown>; restore: () => void } {
  if (object instanceof Map) {
    const entries = [...(object as Map<unknown, unknown>)];
    const restore = () => {
      object.clear();
      for (const [key, value] of entries) object.set(key, value);
    };
    return { children: entries.map(([, value]) => value), restore };
  }
  if (object instanceof Set) {
    const members = [...(object as Set<unknown>)];
    const restore = () => {
      object.clear();
      for (const member of members) object.add(member);
    };
    return { children: members, restore };
  }
  if (Array.isArray(object)) {
    const elements = [...(object as unknown[])];
    return { children: elements, restore: () => void object.splice(0, object.length, ...elements) };
  }
  const fields = Object.entries(object);
  const restore = () => {
    for (const key of Object.keys(object))
      if (!fields.some(([name]) => name === key)) Reflect.deleteProperty(object, key);
    for (const [name, value] of fields) Reflect.set(object, name, value);
  };
  return { children: fields.map(([, value]) => value), restore };
}
