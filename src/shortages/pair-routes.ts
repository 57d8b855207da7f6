/** What the two sides say to each other on a request, and two requests of one need made one: their addresses. */
import { paths } from '../paths.ts';
import type { Services } from '../services.ts';
import { wordsFor } from '../web/preferences.ts';
import type { Router } from '../web/router.ts';
import type { Mount } from './act-routes.tsx';
import { acceptForm, mergeForm, messageForm, readingForm } from './forms.ts';
import { mergeShortage, unmergeShortage } from './merge-commands.ts';
import { readMessages, sendMessage } from './message-commands.ts';

/** Sending a message and marking those of the other side as read. */
export function mountTalk(mount: Mount, router: Router, services: Services): void {
  mount(router, services, {
    act: 'message',
    address: paths.shortageMessages,
    schema: messageForm,
    run: (s, actor, { idempotency_key, message }, record) =>
      sendMessage(s, actor, idempotency_key, { number: record.document.number, text: message.text }),
    done: (c) => ({ title: wordsFor(c).desk.messages.sent }),
  });
  mount(router, services, {
    act: 'read',
    address: paths.shortageReading,
    schema: readingForm,
    run: (s, actor, { idempotency_key, read }, record) =>
      readMessages(s, actor, idempotency_key, { number: record.document.number, upToId: read.upToId }),
    done: (c) => ({ title: wordsFor(c).desk.messages.read }),
  });
}

/** Into another request, and out of it again. */
export function mountMerging(mount: Mount, router: Router, services: Services): void {
  mount(router, services, {
    act: 'merge',
    address: paths.shortageMerging,
    schema: mergeForm,
    run: (s, actor, { idempotency_key, version, merge }, record) =>
      mergeShortage(s, actor, idempotency_key, { number: record.document.number, version, ...merge }),
    done: (c) => ({ title: wordsFor(c).desk.merge.doneTitle }),
  });
  mount(router, services, {
    act: 'unmerge',
    address: paths.shortageUnmerging,
    schema: acceptForm,
    run: (s, actor, { idempotency_key, version }, record) =>
      unmergeShortage(s, actor, idempotency_key, { number: record.document.number, version }),
    done: (c) => ({ title: wordsFor(c).desk.merge.undone }),
  });
}
