/** The form that enters a recall notice or a drill; which lots it means is confirmed on its page. */

import { paths } from '../../src/paths.ts';
import { HANDLINGS, RECALL_LEVELS } from '../../src/recalls/rules.ts';
import type { TargetScan } from '../../src/recalls/scan-queries.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { Choices } from '../ui/choice.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { DateField, Hidden, HiddenKey, TextArea, TextField } from '../ui/field.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { ScanField } from '../ui/scan.tsx';
import { ScanReadings } from '../ui/scan-question.tsx';
import { TargetFields, TargetScanResult, targetLabels } from './target-fields.tsx';
import { DrillNotice } from './words.tsx';

interface NewRecallPageProps {
  t: Words;
  form: FormState;
  formKey: string;
  drill: boolean;
  today: string;
  scan?: TargetScan | undefined;
}

function labelsOf(t: Words): Record<string, string> {
  const words = t.recalls;
  const { level, titleField: title, source, noticeNumber, reason, handling, receivedOn, receivedTime } = words;
  return { title, level, source, noticeNumber, receivedOn, receivedTime, reason, handling, ...targetLabels(t) };
}

export function NewRecallPage({ t, form, formKey, drill, today, scan }: NewRecallPageProps) {
  const words = t.recalls;
  const title = words.newTitle(drill);
  return (
    <>
      <PageHead
        title={title}
        crumbs={[{ label: words.title, href: paths.recalls() }, { label: title }]}
        crumbsLabel={t.frame.position}
        facts={[drill ? words.newDrillIntro : words.newIntro]}
      />
      {drill && <DrillNotice t={t} />}
      <form class="form" method="post" action={paths.recalls()}>
        <ErrorSummary t={t} form={form} labels={labelsOf(t)} />
        <HiddenKey value={formKey} />
        {drill && <Hidden name="drill" value="1" />}
        <ScanField
          t={t}
          label={words.scan.label}
          button={words.scan.button}
          focused={false}
          formAction={paths.recallDraft()}
          send={{ name: 'find', value: '1' }}
        />
        {scan && <TargetScanResult t={t} scan={scan} />}
        {scan?.unread && <ScanReadings t={t} refusal={scan.unread} name="find" formAction={paths.recallDraft()} />}
        <NoticeFields t={t} form={form} today={today} />
        <TargetFields t={t} form={form} optional />
        <SubmitBar consequence={drill ? words.newDrillConsequence : words.newConsequence}>
          <Button kind="primary">{words.newSubmit}</Button>
        </SubmitBar>
      </form>
    </>
  );
}

function NoticeFields({ t, form, today }: Pick<NewRecallPageProps, 't' | 'form' | 'today'>) {
  const words = t.recalls;
  return (
    <>
      <TextField form={form} name="title" label={words.titleField} hint={words.titleHint} maxlength={100} required />
      <Choices
        form={form}
        name="level"
        label={words.level}
        choices={RECALL_LEVELS.map((value) => ({
          value: String(value),
          title: words.levels[value],
          text: words.levelTexts[value],
        }))}
      />
      <div class="row">
        <TextField form={form} name="source" label={words.source} hint={words.sourceHint} maxlength={100} required />
        <TextField form={form} name="noticeNumber" label={words.noticeNumber} note={t.forms.optional} maxlength={60} />
      </div>
      <div class="row">
        <DateField form={form} name="receivedOn" label={words.receivedOn} note={t.forms.optional} max={today} />
        <TextField
          form={form}
          name="receivedTime"
          label={words.receivedTime}
          note={t.forms.optional}
          hint={words.receivedHint}
          maxlength={5}
        />
      </div>
      <TextArea form={form} name="reason" label={words.reason} maxlength={500} required />
      <Choices
        form={form}
        name="handling"
        label={words.handling}
        choices={HANDLINGS.map((value) => ({
          value,
          title: words.handlings[value],
          text: words.handlingTexts[value],
        }))}
        chosen="return"
      />
    </>
  );
}
