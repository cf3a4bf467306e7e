import { candidateOf, removalOf, stackOf, type Candidate, type Contents, type Leftover } from './leftover.js';

/** A stack that exists. */
export interface LivingStack {
  /** CloudFormation is at work on it: what it will have is not known yet. */
  readonly isChanging: boolean;
  /** Physical ids of the resources that it has. */
  readonly resources: ReadonlySet<string>;
}

/** An account and region. */
export interface LeftoverSources {
  readonly region: string;
  /** Resources with the tag `waybill:deployment`, and its value. */
  tagged(): AsyncIterable<{ readonly arn: string; readonly deployment: string }>;
  /** @returns undefined if there is none of this name */
  stack(name: string): Promise<LivingStack | undefined>;
  /** @returns undefined if it is not there any more, or is being deleted */
  contents(candidate: Candidate): Promise<Contents | undefined>;
  /** Log groups of functions that a stack of this name had, and that are not there any more. */
  deadLogGroups(stack: string): AsyncIterable<string>;
}

/**
 * What deployments have left behind: tagged resources that their stack does not have, or whose stack is gone, and log
 * groups of its custom resources, which Lambda creates without a tag. A stack that is being changed is left out.
 *
 * @param only the stack to look for, which may have left log groups alone. @default all
 */
export async function* findLeftovers(sources: LeftoverSources, only?: string): AsyncGenerator<Leftover> {
  const stacks = new Map<string, LivingStack | undefined>();
  const stackNamed = async (name: string) => {
    if (!stacks.has(name)) stacks.set(name, await sources.stack(name));
    return stacks.get(name);
  };
  const leftover = async (candidate: Candidate): Promise<Leftover[]> => {
    const contents = await sources.contents(candidate);
    if (!contents) return [];
    return [{ ...candidate, ...contents, remove: removalOf(candidate, contents, sources.region) }];
  };

  if (only !== undefined) await stackNamed(only);
  for await (const { arn, deployment } of sources.tagged()) {
    const candidate = candidateOf(arn, deployment);
    if (!candidate || (only !== undefined && stackOf(deployment) !== only)) continue;
    const stack = await stackNamed(stackOf(deployment));
    if (stack?.isChanging || physicalIds(candidate).some((id) => stack?.resources.has(id))) continue;
    yield* await leftover(candidate);
  }
  for (const [name, stack] of stacks) {
    if (stack?.isChanging) continue;
    for await (const group of sources.deadLogGroups(name))
      yield* await leftover({ kind: 'log-group', name: group, deployment: name });
  }
}

/** CloudFormation names a secret by its ARN, which ends in six characters of its own; other engines by its name. */
const physicalIds = ({ kind, name }: Candidate): readonly string[] =>
  kind === 'secret' ? [name, name.replace(/^.*:secret:|-[^-]{6}$/g, '')] : [name];
