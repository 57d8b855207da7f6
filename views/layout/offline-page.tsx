/** What a phone shows without a network of a page that it does not keep. */
import { paths } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { Empty } from '../ui/notice.tsx';
import { Alone } from './bare-page.tsx';
import { Outbox } from './outbox.tsx';

export function OfflinePage({ t }: { t: Words }) {
  return (
    <Alone t={t} here={paths.home()}>
      <Outbox t={t} viewer={undefined} />
      <Empty
        level="h1"
        title={t.outbox.offlineTitle}
        text={t.outbox.offlineText}
        act={<LinkButton href={paths.home()}>{t.outbox.offlineTry}</LinkButton>}
      />
    </Alone>
  );
}
