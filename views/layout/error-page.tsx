/** An error as a page of its own: what happened, what was not saved, the number to tell. */
import { paths } from '../../src/paths.ts';
import { LinkButton } from '../ui/button.tsx';
import { Empty } from '../ui/notice.tsx';
import { Alone, BarePage } from './bare-page.tsx';
import type { ShellProps } from './shell.tsx';

interface ErrorPageProps extends ShellProps {
  text: string;
  reference: string;
}

export function ErrorPage({ text, reference, ...shell }: ErrorPageProps) {
  const { t, title } = shell;
  return (
    <BarePage {...shell}>
      <Alone t={t} here={paths.home()}>
        <Empty
          title={title}
          text={
            <>
              {text}
              <br />
              <small class="muted">{t.common.errors.reference(reference)}</small>
            </>
          }
          act={<LinkButton href={paths.home()}>{t.common.errors.home}</LinkButton>}
        />
      </Alone>
    </BarePage>
  );
}
