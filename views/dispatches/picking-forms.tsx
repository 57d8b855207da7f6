/** The two forms of picking: the scanner's box above the lines, and sending below them. */
import { paths } from '../../src/paths.ts';
import { Button, LinkButton } from '../ui/button.tsx';
import { Hidden, HiddenKey, TextField } from '../ui/field.tsx';
import { hx } from '../ui/hx.ts';
import { Scan, ScanResult } from '../ui/scan.tsx';
import { ScanQuestion } from '../ui/scan-question.tsx';
import { SecondPersonFields } from '../ui/second-person.tsx';
import type { DispatchPageProps } from './page-props.ts';

/** The scanner types here; the answer stands below, with the way back. */
export function ScanBox({ t, view, keys, scanned }: DispatchPageProps) {
  const words = t.dispatches.scan;
  const action = paths.dispatchScan(view.record.document.number);
  const undo = scanned?.ok && scanned.lineId !== undefined && (
    <form method="post" action={paths.dispatchPicked(view.record.document.number, scanned.lineId)}>
      <HiddenKey value={keys.undo} />
      <input type="hidden" name="undo" value="1" />
      <Button small>{words.undo}</Button>
    </form>
  );
  const swap = hx({ post: action, target: '#dispatch', swap: 'outerHTML', push: false });
  return (
    <>
      <Scan t={t} action={action} label={words.label} button={words.button} hx={swap}>
        <HiddenKey value={keys.scan} />
      </Scan>
      {scanned && (
        <ScanResult
          title={scanned.title}
          text={scanned.text}
          tone={scanned.ok ? 'accent' : 'danger'}
          {...(undo && { action: undo })}
        />
      )}
      {scanned?.refusal && (
        <ScanQuestion t={t} refusal={scanned.refusal} action={action} hx={swap}>
          <HiddenKey value={keys.undo} />
        </ScanQuestion>
      )}
    </>
  );
}

/** Why it cannot be sent yet; undefined when it can. */
function whyNotSent({ t, view, can, userId }: DispatchPageProps): string | undefined {
  const words = t.dispatches.post;
  if (!can.post) return words.noRight;
  const waiting = view.lines.filter((line) => line.pickedBase === null).length;
  if (waiting > 0) return words.waiting(waiting);
  if (!view.lines.some((line) => (line.pickedBase ?? 0) > 0)) return words.nothing;
  const own = view.lines.filter((line) => line.pickedBy === userId).length;
  return own > 0 ? words.ownPick(own) : undefined;
}

/** Who drives it, what will happen, and the one button; disabled with the reason beside it. */
export function PostingForm(props: DispatchPageProps) {
  const { t, view, can, keys } = props;
  const words = t.dispatches.post;
  const { document, sender, receiver, dispatch } = view.record;
  const [ride] = props.rides.rides.filter((one) => one.roundStatus === 'planned');
  const boxes = view.boxes === 0 ? null : t.packing.count(view.boxes);
  const form = props.postForm ?? props.emptyForm;
  const why = whyNotSent(props);
  const value = (text: string | null) => (text === null ? {} : { value: text });
  return (
    <form method="post" action={paths.dispatchPosting(document.number)} novalidate>
      <HiddenKey value={keys.post} />
      <Hidden name="version" value={document.version} />
      {can.post && (
        <div class="line-check">
          <h2>{words.title}</h2>
          {view.controlled && <SecondPersonFields t={t} form={form} words={words.second} />}
          <div class="row">
            <TextField
              form={form}
              name="vehicle"
              label={words.vehicle}
              maxlength={40}
              {...value(dispatch.vehicle ?? ride?.vehicle ?? null)}
            />
            <TextField
              form={form}
              name="driver"
              label={words.driver}
              maxlength={40}
              {...value(dispatch.driver ?? ride?.driver ?? null)}
            />
            <TextField
              form={form}
              name="box"
              label={view.controlled ? words.seal : words.box}
              maxlength={60}
              {...value(dispatch.box ?? (view.controlled ? null : boxes))}
            />
            <TextField form={form} name="note" label={words.note} maxlength={200} {...value(dispatch.note)} />
          </div>
        </div>
      )}
      <div class="submit-bar">
        <p id="post-why">
          {words.consequence(sender.shortName, receiver.shortName)} {why && <b>{why}</b>}
        </p>
        {can.cancel && (
          <LinkButton href={paths.dispatchCancellation(document.number)}>{t.dispatches.cancel.open}</LinkButton>
        )}
        <Button kind="primary" disabled={why !== undefined} {...(why !== undefined && { describedBy: 'post-why' })}>
          {words.button}
        </Button>
      </div>
    </form>
  );
}
