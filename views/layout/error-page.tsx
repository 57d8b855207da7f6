/** An error as a page: what happened, what was not saved, the number to tell. */
import { paths } from '../../src/paths.ts';
import type { Words } from '../i18n/index.ts';
import { LinkButton } from '../ui/button.tsx';
import { Empty } from '../ui/notice.tsx';

interface ErrorMatterProps {
  t: Words;
  title: string;
  text: string;
  reference: string;
}

export function ErrorMatter({ t, title, text, reference }: ErrorMatterProps) {
  return (
    <Empty
      level="h1"
      title={title}
      text={
        <>
          {text}
          <br />
          <small class="muted">{t.errors.reference(reference)}</small>
        </>
      }
      act={<LinkButton href={paths.home()}>{t.errors.home}</LinkButton>}
    />
  );
}
