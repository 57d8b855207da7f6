/** One person: details, the acts on it, and the page that shows an initial password once. */
import type { Child } from 'hono/jsx';
import { paths } from '../../src/paths.ts';
import type { PersonLine } from '../../src/users/queries.ts';
import type { Words } from '../i18n/index.ts';
import { Button, LinkButton } from '../ui/button.tsx';
import { HiddenKey } from '../ui/field.tsx';
import { Confirm, Notice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Facts, Panel } from '../ui/panel.tsx';
import { Code } from '../ui/values.tsx';
import { UserState } from './index-page.tsx';
import { PersonForm, type PersonFormProps } from './person-form.tsx';

function crumbs(t: Words, ...more: { label: string; href?: string }[]) {
  return [{ label: t.users.title, href: paths.users() }, ...more];
}

export function NewUserPage(props: PersonFormProps) {
  const { t } = props;
  return (
    <>
      <PageHead title={t.users.addTitle} crumbs={crumbs(t)} crumbsLabel={t.frame.position} />
      <PersonForm {...props} />
    </>
  );
}

export function UserPage(props: PersonFormProps & { row: PersonLine; now: number }) {
  const { t, row, now } = props;
  const words = t.users;
  const actions = row.active ? (
    <>
      <LinkButton href={paths.userPassword(row.id)}>{words.reset}</LinkButton>
      <LinkButton href={paths.userDisabling(row.id)}>{words.disable}</LinkButton>
    </>
  ) : (
    <form method="post" action={paths.userEnabling(row.id)}>
      <HiddenKey value={`${props.formKey}-e`} />
      <Button>{words.enable}</Button>
    </form>
  );
  return (
    <>
      <PageHead
        title={row.name}
        crumbs={crumbs(t)}
        crumbsLabel={t.frame.position}
        status={<UserState t={t} row={row} now={now} />}
        facts={[<Code>{row.login}</Code>, row.organisationName]}
        actions={actions}
      />
      <Panel title={words.facts}>
        <PersonForm {...props} />
      </Panel>
    </>
  );
}

interface AskProps {
  t: Words;
  row: PersonLine;
  formKey: string;
  /** A refusal of the act that was tried. */
  refused?: string | undefined;
}

function Ask(props: AskProps & { action: string; question: string; will: Child[]; act: string }) {
  const { t, row } = props;
  return (
    <>
      <PageHead
        title={props.act}
        crumbs={crumbs(t, { label: row.name, href: paths.user(row.id) })}
        crumbsLabel={t.frame.position}
      />
      {props.refused && (
        <Notice tone="danger" title={t.forms.refused} role="alert">
          <p>{props.refused}</p>
        </Notice>
      )}
      <Confirm
        action={props.action}
        question={props.question}
        consequences={props.will}
        buttons={
          <>
            <Button kind="danger">{props.act}</Button>
            <LinkButton href={paths.user(row.id)}>{t.frame.back}</LinkButton>
          </>
        }
      >
        <HiddenKey value={props.formKey} />
      </Confirm>
    </>
  );
}

export function ResetPage(props: AskProps) {
  const { t, row } = props;
  const words = t.users;
  const action = paths.userPassword(row.id);
  return (
    <Ask {...props} action={action} question={words.resetAsk(row.name)} will={words.resetWill} act={words.reset} />
  );
}

export function DisablePage(props: AskProps) {
  const { t, row } = props;
  const words = t.users;
  const action = paths.userDisabling(row.id);
  return (
    <Ask
      {...props}
      action={action}
      question={words.disableAsk(row.name)}
      will={words.disableWill}
      act={words.disable}
    />
  );
}

interface OnceProps {
  t: Words;
  id: number;
  login: string;
  name: string;
  /** Null when the same form was sent before: then it has been shown. */
  password: string | null;
}

export function InitialPasswordPage({ t, id, login, name, password }: OnceProps) {
  const words = t.users.once;
  const back = <LinkButton href={paths.user(id)}>{words.back}</LinkButton>;
  if (password === null)
    return (
      <Notice tone="warn" title={words.title} buttons={back}>
        {<p>{words.gone}</p>}
      </Notice>
    );
  return (
    <>
      <PageHead title={name} crumbs={crumbs(t)} crumbsLabel={t.frame.position} />
      <Panel title={words.title} foot={back}>
        <Facts
          facts={[
            { label: words.login, value: <Code>{login}</Code> },
            { label: words.password, value: <Code>{password}</Code> },
          ]}
        />
        <p>{words.text(name)}</p>
      </Panel>
    </>
  );
}
