import { asksForJson } from '../api/accept.js';
import { downloadRoutes } from '../api/routes/download.js';
import { serve } from '../api/served.js';
import { sharedFileAnswer } from '../api/answer/share-answer.js';
import { linkHeaders } from '../api/share-page/layout.js';
import { sharePages } from '../api/share-page/pages.js';
import type { Problem } from '../core/problem.js';
import { openShare, useShare, type UseSharePorts } from '../core/share/use-share.js';

/**
 * The routes of links, in the function `download`.
 * @param readOrigin of presigned reads
 * @param countDownload called for each download
 */
export function shareVisits(ports: UseSharePorts, readOrigin: string, countDownload: () => void) {
  const pages = sharePages(readOrigin);
  const refusal = (problem: Problem, asked: { acceptLanguage: string }) =>
    pages.refused(problem, asked.acceptLanguage);
  /** The file is still shown after a wrong password. The link was valid a moment ago, but may be expired now. */
  const useRefusal = async (
    problem: Problem,
    { acceptLanguage, path }: { acceptLanguage: string; path: { readonly token: string } },
  ) => {
    const opened =
      problem.code === 'share-not-found'
        ? undefined
        : await openShare(ports, path.token).catch(() => undefined);
    return pages.refused(problem, acceptLanguage, opened && sharedFileAnswer(opened.share, opened.file));
  };

  return {
    showShare: serve(
      downloadRoutes.showShare,
      async ({ path, accept, acceptLanguage }) => {
        const { share, file } = await openShare(ports, path.token);
        const body = sharedFileAnswer(share, file);
        const log = { fileId: file.id, shareId: share.id };
        if (asksForJson(accept)) return { status: 200, headers: linkHeaders, body, log };
        return { status: 200, page: pages.shared(body, acceptLanguage), log };
      },
      refusal,
    ),

    probeShare: serve(
      downloadRoutes.probeShare,
      async ({ path }) => {
        const { share, file } = await openShare(ports, path.token);
        return { status: 200, headers: linkHeaders, log: { fileId: file.id, shareId: share.id } };
      },
      refusal,
    ),

    useShare: serve(
      downloadRoutes.useShare,
      async ({ path, body, accept, source }) => {
        const opened = await openShare(ports, path.token);
        const { url, expiresAt } = await useShare(ports, opened, { ...body(), source });
        countDownload();
        const log = { fileId: opened.file.id, shareId: opened.share.id };
        if (!asksForJson(accept)) return { status: 303, headers: { ...linkHeaders, Location: url }, log };
        return { status: 200, headers: linkHeaders, body: { url, expiresAt: expiresAt.toISOString() }, log };
      },
      useRefusal,
    ),
  };
}
