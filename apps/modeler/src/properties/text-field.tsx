import { Input } from 'antd';
import { useId, useState } from 'react';

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly hint?: string;
  readonly placeholder?: string;
  readonly rows?: number;
  readonly mono?: boolean;
  readonly onChange: (value: string) => void;
}

/** Text that is written into the model when the field is left: one undo step for one thought. */
export function TextField({
  label,
  value,
  hint,
  placeholder,
  rows,
  mono,
  onChange,
}: TextFieldProps): React.JSX.Element {
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const common = {
    id,
    value: typed ?? value,
    placeholder,
    className: mono ? 'mono' : undefined,
    onChange: (event: { target: { value: string } }) => setTyped(event.target.value),
    onBlur: () => {
      if (typed !== null && typed !== value) onChange(typed);
      setTyped(null);
    },
  };
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {rows ? (
        <Input.TextArea {...common} autoSize={{ minRows: rows, maxRows: 8 }} />
      ) : (
        <Input {...common} onPressEnter={(event) => event.currentTarget.blur()} />
      )}
      {hint !== undefined && <p className="soft">{hint}</p>}
    </div>
  );
}
