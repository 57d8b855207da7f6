/** The message that a redirect carried, and the area of every page where messages land. */
import type { Flash } from '../../src/web/flash.ts';
import { LinkButton } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';

export function FlashNotice({ flash }: { flash: Flash }) {
  const { tone, title, text, link } = flash;
  const button = link && (
    <LinkButton small href={link.href}>
      {link.label}
    </LinkButton>
  );
  return (
    <Notice tone={tone} title={title} role={tone === 'danger' ? 'alert' : 'status'} buttons={button}>
      {text && <p>{text}</p>}
    </Notice>
  );
}

export function FlashArea({ flash }: { flash?: Flash }) {
  return (
    <div id="flash" class="flash" aria-live="polite">
      {flash && <FlashNotice flash={flash} />}
    </div>
  );
}
