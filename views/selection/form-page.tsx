/** The application itself, new or changed: what, why, compared with what, at what cost, with which interests. */
import { paths } from '../../src/paths.ts';
import { itemDetail } from '../catalogue/item-words.tsx';
import type { Words } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { Choices } from '../ui/choice.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Hidden, HiddenKey, TextField } from '../ui/field.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Columns, Panel, Rail } from '../ui/panel.tsx';
import { Item } from '../ui/values.tsx';
import { AdvicePanel } from './advice-panel.tsx';
import type { FormPageProps } from './application-props.ts';
import { Reasons } from './form-fields.tsx';

function labelsOf(t: Words): Record<string, string> {
  const words = t.selection.form;
  return {
    'wish.genericName': words.genericName,
    indication: words.indication,
    reason: words.reason,
    comparison: words.comparison,
    comparators: words.comparators,
    evidence: words.evidence,
    courseYuan: words.course,
    dailyYuan: words.daily,
    tiers: words.tiers,
    interests: words.interests,
    itemCode: words.item,
  };
}

function Subject({ t, form, item, start, changed }: FormPageProps) {
  const words = t.selection.form;
  if (item !== null) {
    return (
      <Panel title={words.item} note={changed && words.cannotChangeItem}>
        <Hidden name="itemCode" value={item.code} />
        <Item name={item.genericName} detail={itemDetail(t, item)} href={paths.item(item.code)} />
        {changed === undefined && (
          <p class="hint">
            <a href={paths.newDossier()}>{words.otherItem}</a>
          </p>
        )}
      </Panel>
    );
  }
  const { wish } = start;
  return (
    <Panel title={words.wishTitle} note={words.wishText}>
      <TextField
        form={form}
        name="wish.genericName"
        label={words.genericName}
        value={wish?.genericName}
        required
        maxlength={100}
      />
      <TextField form={form} name="wish.form" label={words.doseForm} value={wish?.form} maxlength={60} />
      <TextField form={form} name="wish.strength" label={words.strength} value={wish?.strength} maxlength={100} />
      <TextField
        form={form}
        name="wish.manufacturer"
        label={words.manufacturer}
        value={wish?.manufacturer}
        maxlength={100}
      />
      <TextField
        form={form}
        name="wish.approvalNumber"
        label={words.approvalNumber}
        value={wish?.approvalNumber}
        maxlength={60}
      />
    </Panel>
  );
}

export function FormPage(props: FormPageProps) {
  const { t, form, changed } = props;
  const words = t.selection.form;
  const action = changed === undefined ? paths.newDossier() : paths.dossierEdit(changed.number);
  return (
    <>
      <PageHead
        title={changed === undefined ? words.title : words.editTitle(changed.number)}
        crumbs={[{ label: t.selection.title, href: paths.selection() }]}
        crumbsLabel={t.frame.position}
      />
      <Columns>
        <form class="form" method="post" action={action} novalidate>
          <ErrorSummary t={t} form={form} labels={labelsOf(t)} />
          <HiddenKey value={props.idempotencyKey} />
          {changed && <Hidden name="version" value={changed.version} />}
          <Subject {...props} />
          <Reasons {...props} />
          {props.askAgain && (
            <Choices
              form={form}
              name="again"
              label={words.again}
              hideLabel
              many
              choices={[{ value: '1', title: words.again }]}
            />
          )}
          <div class="submit-bar">
            <p>{words.consequence}</p>
            <div class="buttons">
              <Button name="act" value="draft">
                {words.saveDraft}
              </Button>
              <Button kind="primary" name="act" value="submit">
                {words.submit}
              </Button>
            </div>
          </div>
        </form>
        <Rail label={t.selection.advice.title}>
          <AdvicePanel t={t} advice={props.advice} />
        </Rail>
      </Columns>
    </>
  );
}
