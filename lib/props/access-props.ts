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
   * share ownership. A token without it is refused.
   * @default 'sub': each user owns their files
   * @throws at synth if it is empty, or has blanks around it
   */
  readonly ownerClaim?: string;

  /**
   * The claim of the token that names the groups to which a file may be granted: a list, or one name.
   * @default 'cognito:groups'
   * @throws at synth if it is empty, or has blanks around it
   */
  readonly groupsClaim?: string;

  /**
   * The claim of the token that names a caller's roles: a list, or one name; `scope` is a space-separated list. For
   * the token of a machine client, `scope` is read too.
   * @default 'cognito:groups'
   * @throws at synth if it is empty, or has blanks around it
   */
  readonly rolesClaim?: string;

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
