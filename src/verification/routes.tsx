/** The page on which auditors have everything recomputed; the run outlives the request that began it. */
import { z } from 'zod';
import { VerificationPage } from '../../views/verification/page.tsx';
import { requirePermission, signedIn } from '../auth/guard.ts';
import { viewerToActor } from '../auth/viewer.ts';
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { redirectWith } from '../web/flash.ts';
import { newFormKey, readForm } from '../web/form.ts';
import { wordsFor } from '../web/preferences.ts';
import { isFragment } from '../web/render.tsx';
import { createRouter, type Router } from '../web/router.ts';
import { Verification } from './commands.ts';
import { lastRun } from './queries.ts';

const runForm = z.object({ key: z.string().min(1).max(100).optional() });

/** A page without script asks again by itself while a run is under way. */
const REFRESH_SECONDS = '5';

export function verificationRoutes(services: Services, runs = new Verification(services)): Router {
  const router = createRouter();
  const auditors = requirePermission('verify.run');
  router.get(paths.verification(), auditors, async (c) => {
    const t = wordsFor(c);
    const progress = runs.progress();
    if (progress !== undefined && !isFragment(c)) c.header('Refresh', REFRESH_SECONDS);
    const last = await lastRun(services.db.read);
    const now = services.clock.now();
    return c.render(<VerificationPage t={t} progress={progress} last={last} now={now} formKey={newFormKey()} />, {
      title: t.verification.title,
      active: 'verification',
    });
  });
  router.post(paths.verification(), auditors, async (c) => {
    const t = wordsFor(c);
    const form = await readForm(c, runForm);
    const begun = runs.begin(viewerToActor(signedIn(c)), form.ok ? (form.value.key ?? null) : null);
    const title = begun ? t.verification.begun : t.verification.alreadyRunning;
    return redirectWith(c, paths.verification(), { tone: 'info', title });
  });
  return router;
}
