/** Tells open pages that something they show has changed; the page then asks for its own region again. */
import { streamSSE } from 'hono/streaming';
import { paths } from '../paths.ts';
import { type AppContext, createRouter, type Router } from './router.ts';
import { WebError } from './web-error.ts';

/** What changed: `shortages`, `dispatches`, `stock` … never who or how much. */
export type Topic = string;

type Listener = (topic: Topic) => void;

/** A board inside this process: commands publish after their commit, open streams listen. */
export class LiveUpdates {
  private readonly listeners = new Set<Listener>();
  private readonly closers = new Set<() => void>();

  publish(topic: Topic): void {
    for (const listener of this.listeners) listener(topic);
  }

  /** Returns the function that ends the subscription. */
  subscribe(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  }

  get size(): number {
    return this.listeners.size;
  }

  /** Called back when the process stops. */
  onClose(closer: () => void): () => void {
    this.closers.add(closer);
    return () => {
      this.closers.delete(closer);
    };
  }

  /** Ends every stream, so that the server can stop. */
  close(): void {
    for (const closer of [...this.closers]) closer();
  }
}

interface LiveOptions {
  heartbeatMs?: number;
  /** Changes within this time become one event. */
  gatherMs?: number;
  mostStreams?: number;
}

/**
 * GET /events: an event `live-<topic>` for each change of a topic that `topicsOf` lets this person hear.
 * Answers 503 when too many streams are open; pages then ask once a minute by themselves.
 */
export function liveRoutes(
  updates: LiveUpdates,
  topicsOf: (c: AppContext) => readonly Topic[],
  options: LiveOptions = {},
): Router {
  const { heartbeatMs = 25_000, gatherMs = 250, mostStreams = 1000 } = options;
  const router = createRouter();
  router.get(paths.events(), (c) => {
    if (updates.size >= mostStreams) throw new WebError(503, 'tooMany');
    const heard = new Set(topicsOf(c));
    c.header('X-Accel-Buffering', 'no');
    return streamSSE(c, async (stream) => {
      const changed = new Set<Topic>();
      let wake: () => void = () => undefined;
      let open = true;
      const end = () => {
        open = false;
        wake();
      };
      const stopListening = updates.subscribe((topic) => {
        if (!heard.has(topic)) return;
        changed.add(topic);
        wake();
      });
      const stopWaiting = updates.onClose(end);
      stream.onAbort(end);
      await stream.write(': open\n\n');
      while (open) {
        if (changed.size === 0) {
          const beat = await waitFor(heartbeatMs, (resolve) => {
            wake = resolve;
          });
          if (beat && open) await stream.write(': still here\n\n');
        }
        if (changed.size > 0 && open) {
          await waitFor(gatherMs, () => undefined);
          for (const topic of changed) await stream.writeSSE({ event: `live-${topic}`, data: '1' });
          changed.clear();
        }
      }
      stopListening();
      stopWaiting();
    });
  });
  return router;
}

/** True when the time ran out, false when it was woken. */
function waitFor(length: number, onWake: (resolve: () => void) => void): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(true), length);
    onWake(() => {
      clearTimeout(timer);
      resolve(false);
    });
  });
}
