import type { Auth } from '../auth/auth.js';
import type { Permission } from './permission.js';

/** Who may call the API, and what they may do. */
export interface AccessProps {
  /**
   * Whose tokens are accepted.
   * @default Auth.cognito()
   */
  readonly auth?: Auth;

  /**
   * The claim of the token that names the owner of its bearer's files, such as a tenant: everyone with the same one
   * owns the files together. A token without it is refused.
   * @default 'sub': each user has their own
   * @throws at synth where it is empty, or has blanks around it
   */
  readonly ownerClaim?: string;

  /**
   * The claim of the token that names the groups to which a file may be granted: a list, or one name.
   * @default 'cognito:groups'
   * @throws at synth where it is empty, or has blanks around it
   */
  readonly groupsClaim?: string;

  /**
   * The claim of the token that names a caller's roles: a list, or one name; `scope` is a list in one text. Of tokens
   * that a machine client got for itself, `scope` is read too.
   * @default 'cognito:groups'
   * @throws at synth where it is empty, or has blanks around it
   */
  readonly rolesClaim?: string;

  /**
   * What each role may do. A caller may do what any of their roles may; one without a role here, nothing.
   * Lambda keeps a function's environment within 4 KB, in which there is room for some 30 of them.
   * @default - every caller has all permissions over their own files, but none has FILES_PUBLISH and FILES_ADMIN
   * @throws at synth where it is empty, or names an unknown permission
   */
  readonly roles?: { readonly [role: string]: Permission[] };

  /**
   * Pages that may call the API and the bucket from a browser, as origins: `https://app.example.com`. No wildcard:
   * name each.
   * @default - none: no browser may call; other clients may
   * @throws at synth where one is no https origin (http on this machine), or has a path or a wildcard
   */
  readonly allowedOrigins?: string[];
}
