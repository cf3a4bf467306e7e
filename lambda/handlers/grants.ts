import type { Answer } from '../api/schema/answers.js';
import { grantsRoutes } from '../api/routes/grants.js';
import { serve } from '../api/served.js';
import type { Grant } from '../core/grant/grant.js';
import { grantFile, listGrants, revokeGrant, type ManageGrantsPorts } from '../core/grant/manage-grants.js';

/** The routes of grants, in the function `files`. */
export const grants = (ports: ManageGrantsPorts) => ({
  createGrant: serve(grantsRoutes.createGrant, async ({ subject, id, body }) => {
    const { grant, isNew } = await grantFile(ports, subject, id, body.subject);
    const headers = { Location: `/files/${id}/grants/${grant.id}` };
    return { status: isNew ? 201 : 200, headers, body: grantAnswer(grant), log: { fileId: id } };
  }),

  listGrants: serve(grantsRoutes.listGrants, async ({ subject, id }) => {
    const found = await listGrants(ports, subject, id);
    return {
      status: 200,
      body: { items: found.map(grantAnswer) },
      log: { fileId: id, count: found.length },
    };
  }),

  revokeGrant: serve(grantsRoutes.revokeGrant, async ({ subject, id, path }) => {
    await revokeGrant(ports, subject, id, path.grantId);
    return { status: 204, log: { fileId: id } };
  }),
});

const grantAnswer = ({ id, grantee, createdAt }: Grant): Answer<'Grant'> => ({
  id,
  subject: grantee,
  createdAt: createdAt.toISOString(),
});
