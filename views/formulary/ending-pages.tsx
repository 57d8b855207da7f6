/** Publishing and abandoning a draft have pages of their own: they say what will happen and cannot be undone. */
import type { Draft } from '../../src/formulary/queries.ts';
import type { Refusal } from '../../src/kernel/result.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import { refusalText, type Words } from '../i18n/index.ts';
import { Button, LinkButton } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Hidden, HiddenKey, TextArea } from '../ui/field.tsx';
import { Confirm, Notice } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { ToCommittee } from './revision-notice.tsx';

interface EndingProps {
  t: Words;
  draft: Draft;
  form: FormState;
  formKey: string;
}

function crumbs(t: Words) {
  return [
    { label: t.formulary.title, href: paths.formulary() },
    { label: t.formulary.draft.title, href: paths.formularyDraft() },
  ];
}

function Kept({ draft, formKey }: EndingProps) {
  return (
    <>
      <HiddenKey value={formKey} />
      <Hidden name="number" value={draft.documentNumber} />
      <Hidden name="version" value={draft.documentVersion} />
    </>
  );
}

export function PublicationPage(
  props: EndingProps & { problems: readonly Refusal[]; items: number; leavers: number; today: string },
) {
  const { t, draft, problems, items, leavers, today } = props;
  const words = t.formulary.publication;
  const day = draft.effectiveOn ?? '';
  const consequences = [
    words.freeze(items),
    day === today ? words.today : words.later(day),
    ...(leavers > 0 ? [words.leavers(leavers)] : []),
    words.final,
  ];
  const back = <LinkButton href={paths.formularyDraft()}>{words.back}</LinkButton>;
  const ways = (
    <>
      <ToCommittee t={t} problems={problems} />
      {back}
    </>
  );
  return (
    <>
      <PageHead title={words.title} crumbs={crumbs(t)} crumbsLabel={t.frame.position} />
      <ErrorSummary t={t} form={props.form} />
      {problems.length > 0 ? (
        <Notice tone="warn" title={words.notYet} buttons={ways}>
          <ul>
            {problems.map((problem) => (
              <li>{refusalText(t, problem)}</li>
            ))}
          </ul>
        </Notice>
      ) : (
        <Confirm
          action={paths.formularyPublication()}
          question={words.question(draft.title)}
          consequences={consequences}
          buttons={
            <>
              {back}
              <Button kind="primary">{words.submit}</Button>
            </>
          }
        >
          <Kept {...props} />
        </Confirm>
      )}
    </>
  );
}

export function AbandonmentPage(props: EndingProps & { changes: number }) {
  const { t, draft, form } = props;
  const words = t.formulary.abandonment;
  return (
    <>
      <PageHead title={words.title} crumbs={crumbs(t)} crumbsLabel={t.frame.position} />
      <ErrorSummary t={t} form={form} labels={{ reason: words.reason }} />
      <Confirm
        action={paths.formularyAbandonment()}
        question={words.question(draft.documentNumber)}
        consequences={[words.kept(props.changes), words.next, words.final]}
        buttons={
          <>
            <LinkButton href={paths.formularyDraft()}>{t.formulary.publication.back}</LinkButton>
            <Button kind="danger">{words.submit}</Button>
          </>
        }
      >
        <Kept {...props} />
        <TextArea form={form} name="reason" label={words.reason} maxlength={500} required />
      </Confirm>
    </>
  );
}
