import { Button, Input } from "antd";
import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSession } from "../../api/session";

/** Takes a key or a token for as long as the page is open. The dialog is the browser's own: it needs no style of its own. */
export function SignIn({ shown, close }: { shown: boolean; close: () => void }) {
  const { t } = useTranslation();
  const { change } = useSession();
  const [key, setKey] = useState("");
  const dialog = useRef<HTMLDialogElement>(null);
  const field = useId();
  const title = useId();
  useEffect(() => {
    if (shown) dialog.current?.showModal();
    else dialog.current?.close();
  }, [shown]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (key.trim() === "") return;
    change({ key: key.trim(), role: null });
    setKey("");
    close();
  };
  return (
    <dialog ref={dialog} aria-labelledby={title} onClose={close}>
      <form onSubmit={submit} autoComplete="off" className="field">
        <h2 id={title}>{t("signIn.title")}</h2>
        <label htmlFor={field}>{t("signIn.key")}</label>
        <Input.Password id={field} value={key} autoComplete="off" onChange={(event) => setKey(event.target.value)} />
        <p className="hint">{t("signIn.hint")}</p>
        <span className="row">
          <Button type="primary" htmlType="submit">
            {t("who.signIn")}
          </Button>
          <Button onClick={close}>{t("signIn.cancel")}</Button>
        </span>
      </form>
    </dialog>
  );
}
