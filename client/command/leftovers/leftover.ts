/** What may outlive its stack, or be left by a deployment that failed. */
export type LeftoverKind = 'bucket' | 'table' | 'user-pool' | 'secret' | 'log-group';

/** A resource with the tag of a deployment, or of a stack's name. */
export interface Candidate {
  readonly kind: LeftoverKind;
  /** As its service names it: a secret by its ARN. */
  readonly name: string;
  /** Stack and construct, such as `Waybill/Waybill`; of a log group, the stack alone. */
  readonly deployment: string;
}

/** What is in it, as far as a request or two can say. */
export interface Contents {
  /** Null where the caller may not look, or nothing is counted. */
  readonly count: number | null;
  readonly unit: 'versions' | 'records' | 'users' | 'bytes' | null;
  /** There are at least as many. */
  readonly isMore?: true;
}

/** A resource that no stack has any more. */
export interface Leftover extends Candidate, Contents {
  /** Shell commands that remove it for good, in this order. Nothing but an operator runs them. */
  readonly remove: readonly string[];
}

const kindsByService: Readonly<Record<string, readonly [LeftoverKind, RegExp]>> = {
  s3: ['bucket', /^([^/]+)$/],
  dynamodb: ['table', /^table\/([^/]+)$/],
  'cognito-idp': ['user-pool', /^userpool\/(.+)$/],
  secretsmanager: ['secret', /^secret:(.+)$/],
};

/** @returns undefined for a resource of another kind, which a stack never leaves */
export function candidateOf(arn: string, deployment: string): Candidate | undefined {
  const [, , service = '', , , ...rest] = arn.split(':');
  const [kind, pattern] = kindsByService[service] ?? [];
  const [, name] = pattern?.exec(rest.join(':')) ?? [];
  if (!kind || name === undefined) return undefined;
  return { kind, name: kind === 'secret' ? arn : name, deployment };
}

/** The stack of a deployment: its name has no slash. */
export const stackOf = (deployment: string): string => deployment.split('/')[0] ?? deployment;

/** A page of versions, whose names together must fit into one argument of a command (128 KiB on Linux). */
const versionsAtOnce = 400;

/** Deletes a page of versions at a time, until there is none, or one is refused. */
function emptying(bucket: string, aws: (command: string) => string): string {
  const list = aws(
    `s3api list-object-versions --bucket ${bucket} --max-items ${versionsAtOnce} --output json ` +
      "--query '{Objects: [Versions, DeleteMarkers][].{Key: Key, VersionId: VersionId}}'",
  );
  const remove = aws(`s3api delete-objects --bucket ${bucket} --delete "$V" --query Errors --output text`);
  return `while V=$(${list}) && [ "\${V#*VersionId}" != "$V" ] && ${remove} | grep -qx None; do :; done`;
}

/** The commands for each kind, with the AWS CLI. */
export function removalOf({ kind, name }: Candidate, { count }: Contents, region: string): readonly string[] {
  const aws = (command: string) => `aws ${command} --region ${region}`;
  switch (kind) {
    case 'bucket':
      return [...(count === 0 ? [] : [emptying(name, aws)]), aws(`s3api delete-bucket --bucket ${name}`)];
    case 'table':
      return [
        aws(`dynamodb update-table --table-name ${name} --no-deletion-protection-enabled`),
        aws(`dynamodb wait table-exists --table-name ${name}`),
        aws(`dynamodb delete-table --table-name ${name}`),
      ];
    case 'user-pool':
      return [
        aws(`cognito-idp update-user-pool --user-pool-id ${name} --deletion-protection INACTIVE`),
        aws(`cognito-idp delete-user-pool --user-pool-id ${name}`),
      ];
    case 'secret':
      return [aws(`secretsmanager delete-secret --secret-id ${name}`)];
    case 'log-group':
      return [aws(`logs delete-log-group --log-group-name ${name}`)];
  }
}
