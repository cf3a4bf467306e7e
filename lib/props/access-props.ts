import type { Auth } from '../auth/auth.js';
import type { Permission } from './permission.js';

/** Who may call the API, and what they may do. */
export interface AccessProps {
  /**
   * The issuer of the accepted tokens.
   * @default Auth.cognito()
   */
  readonly auth?: Auth;

  /**
   * The claim of the token that names the owner of the caller's files. Callers with the same value, such as a tenant,
   * share ownership. Of several, the first that the token has; a token without any is refused. Nested claims are named by
   * a path: `app_metadata.tenant`, or a JSON Pointer.
   * @default 'sub': each user owns their files
   * @throws at synth if a path is empty, has blanks around it or a `*`, is an invalid JSON Pointer, or names what users
   * write themselves (`user_metadata`)
   */
  readonly ownerClaim?: string | readonly string[];

  /**
   * The claim of the token that `user:` grants name; `oid` for Entra ID, whose `sub` differs from application to
   * application. Users of the earlier claim lose what was granted to them when it is changed.
   * @default 'sub'
   * @throws at synth as `ownerClaim`
   */
  readonly subjectClaim?: string;

  /**
   * The claims of the token that name the groups to which a file may be granted: lists, texts with commas, objects whose
   * keys are the names, or `true`. Nested claims are named by a path, in which `*` is each member:
   * `resource_access.*.roles`, or a JSON Pointer.
   * @default 'cognito:groups'
   * @throws at synth if a path is empty, has blanks around it or begins with `*`, is an invalid JSON Pointer, or names what
   * users write themselves (`user_metadata`)
   */
  readonly groupsClaim?: string | readonly string[];

  /**
   * The claims of the token that name a caller's roles, as `groupsClaim`; `scope` and `scp` are split at blanks. For the
   * token of a machine client, these two are read too.
   * @default 'cognito:groups'
   * @throws at synth as `groupsClaim`
   */
  readonly rolesClaim?: string | readonly string[];

  /**
   * The permissions of each role. A caller has those of all their roles, and none without a configured role. Lambda
   * limits a function's environment to 4 KB, which is enough for some 30 roles.
   * @default - every caller has all permissions over their own files, except FILES_PUBLISH and FILES_ADMIN
   * @throws at synth if it is empty, or names an unknown permission
   */
  readonly roles?: { readonly [role: string]: Permission[] };

  /**
   * Origins of pages that may call the API and the bucket from a browser: `https://app.example.com`. No wildcards.
   * @default - none: no browser may call; other clients may
   * @throws at synth if one is not an https origin (http on this machine), or has a path or a wildcard
   */
  readonly allowedOrigins?: string[];
}
