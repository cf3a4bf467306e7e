import { serve } from '../api/served.js';
import { shareAnswer } from '../api/answer/share-answer.js';
import { sharesRoutes } from '../api/routes/shares.js';
import { createShare, listShares, revokeShare, type ManageSharesPorts } from '../core/share/manage-shares.js';

/**
 * The routes of a file's links, in the function `files`.
 * @param publicUrl base URL of links. @default the API's URL in the client's request
 */
export function shareManagement(ports: ManageSharesPorts, publicUrl?: string) {
  return {
    createShare: serve(sharesRoutes.createShare, async ({ subject, id, body, origin }) => {
      const { share, token } = await createShare(ports, subject, id, body);
      const url = `${publicUrl ?? origin}/s/${token}`;
      return { status: 201, body: { ...shareAnswer(share), url }, log: { fileId: id, shareId: share.id } };
    }),

    listShares: serve(sharesRoutes.listShares, async ({ subject, id }) => {
      const shares = await listShares(ports, subject, id);
      return {
        status: 200,
        body: { items: shares.map(shareAnswer) },
        log: { fileId: id, count: shares.length },
      };
    }),

    revokeShare: serve(sharesRoutes.revokeShare, async ({ subject, id, path }) => {
      const { shareId } = path;
      await revokeShare(ports, subject, id, shareId);
      return { status: 204, log: { fileId: id, shareId } };
    }),
  };
}
