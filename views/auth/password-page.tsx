/** Changing the own password; the first time it is the only page that opens. */
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Alone } from '../layout/bare-page.tsx';
import { Button, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { TextField } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';

interface PasswordProps {
  t: Words;
  form: FormState;
  /** For the browser's password keeper. */
  login: string;
}

export function PasswordPage(props: PasswordProps) {
  return (
    <>
      <PageHead title={props.t.auth.change.title} />
      <PasswordForm {...props} />
    </>
  );
}

/** Without navigation: nothing else is open before the one-time password is replaced. */
export function FirstPasswordPage(props: PasswordProps) {
  const { t } = props;
  return (
    <Alone t={t} here={paths.password()}>
      <PageHead title={t.auth.change.title} />
      <Notice tone="info" title={t.auth.change.first}>
        <p>{t.auth.change.firstText}</p>
      </Notice>
      <PasswordForm {...props} />
      <form method="post" action={paths.logout()}>
        <Button kind="plain">{t.frame.logout}</Button>
      </form>
    </Alone>
  );
}

function PasswordForm({ t, form, login }: PasswordProps) {
  const words = t.auth.change;
  const labels = { current: words.current, password: words.password, again: words.again };
  return (
    <form class="form" method="post" action={paths.password()}>
      <ErrorSummary t={t} form={form} labels={labels} />
      <input type="hidden" name="username" value={login} autocomplete="username" />
      <TextField
        form={form}
        name="current"
        label={labels.current}
        type="password"
        autocomplete="current-password"
        required
      />
      <TextField
        form={form}
        name="password"
        label={labels.password}
        type="password"
        autocomplete="new-password"
        hint={words.hint}
        required
      />
      <TextField form={form} name="again" label={labels.again} type="password" autocomplete="new-password" required />
      <SubmitBar consequence={words.consequence}>
        <Button kind="primary">{words.submit}</Button>
      </SubmitBar>
    </form>
  );
}
