import { isDeepStrictEqual } from 'node:util';

type Item = Readonly<Record<string, unknown>>;

/**
 * The update expression from one item to another (DynamoDB developer guide, "Update expressions"), on condition that
 * `revision` is still that of the first (optimistic locking). All names are placeholders, so that none can be a
 * reserved word.
 */
export function itemUpdate(before: Item, after: Item) {
  const present = (item: Item, name: string) => item[name] !== undefined;
  const changed = Object.keys(after).filter(
    (name) => present(after, name) && !isDeepStrictEqual(before[name], after[name]),
  );
  const removed = Object.keys(before).filter((name) => present(before, name) && !present(after, name));
  const remove = removed.length > 0 ? ` REMOVE ${removed.map((name) => `#${name}`).join(', ')}` : '';
  return {
    UpdateExpression: `SET ${changed.map((name) => `#${name} = :${name}`).join(', ')}${remove}`,
    ConditionExpression: '#revision = :read',
    ExpressionAttributeNames: Object.fromEntries([...changed, ...removed].map((name) => [`#${name}`, name])),
    ExpressionAttributeValues: {
      ...Object.fromEntries(changed.map((name) => [`:${name}`, after[name]])),
      ':read': before['revision'],
    },
  };
}
