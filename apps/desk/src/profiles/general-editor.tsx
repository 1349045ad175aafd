import { Checkbox, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { BilingualCell } from './cells.js';
import type { EditorProps } from './editor.js';

/** Name, how the two sides are called, warnings, agreement before travelling, representatives. */
export function GeneralEditor({ profile, onChange, readOnly }: EditorProps): React.JSX.Element {
  const { t } = useTranslation();
  return (
    <div className="more-cells">
      <div className="wide-cell">
        {t('editor.name')}
        <BilingualCell
          label={t('editor.name')}
          value={profile.name}
          disabled={readOnly}
          onChange={(name) => onChange({ ...profile, name })}
        />
      </div>
      {(['customer', 'provider'] as const).map((side) => (
        <div key={side}>
          {t(`editor.${side}Label`)}
          <BilingualCell
            label={t(`editor.${side}Label`)}
            value={profile.partyLabels[side]}
            disabled={readOnly}
            onChange={(label) => onChange({ ...profile, partyLabels: { ...profile.partyLabels, [side]: label } })}
          />
        </div>
      ))}
      <label>
        {t('editor.warnPercents')}
        <Select
          mode="tags"
          className="cell-select"
          aria-label={t('editor.warnPercents')}
          disabled={readOnly}
          value={profile.warnPercents.map(String)}
          options={['50', '70', '80', '90'].map((percent) => ({ value: percent, label: `${percent} %` }))}
          onChange={(values: string[]) =>
            onChange({
              ...profile,
              warnPercents: values.map(Number).filter((percent) => percent > 0 && percent < 100),
            })
          }
        />
      </label>
      <label>
        {t('editor.maxRepresentatives')}
        <InputNumber
          min={1}
          max={100}
          aria-label={t('editor.maxRepresentatives')}
          disabled={readOnly}
          value={profile.maxRepresentatives}
          onChange={(value) => onChange({ ...profile, maxRepresentatives: value ?? 1 })}
        />
      </label>
      <Checkbox
        className="check-cell"
        disabled={readOnly}
        checked={profile.onsiteAgreementRequired}
        onChange={(event) => onChange({ ...profile, onsiteAgreementRequired: event.target.checked })}
      >
        {t('editor.onsiteAgreement')}
      </Checkbox>
    </div>
  );
}
