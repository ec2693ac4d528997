import { Button, Input, Modal } from "antd";
import { type FormEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSession } from "../../api/session";

/** Takes a key or a token for as long as the page is open. */
export function SignIn({ shown, close }: { shown: boolean; close: () => void }) {
  const { t } = useTranslation();
  const { change } = useSession();
  const [key, setKey] = useState("");
  const field = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (key.trim() === "") return;
    change({ key: key.trim(), role: null });
    setKey("");
    close();
  };
  return (
    <Modal open={shown} title={t("signIn.title")} footer={null} onCancel={close} destroyOnHidden>
      <form onSubmit={submit} autoComplete="off" className="field">
        <label htmlFor={field}>{t("signIn.key")}</label>
        <Input.Password id={field} value={key} autoComplete="off" onChange={(event) => setKey(event.target.value)} />
        <p className="hint">{t("signIn.hint")}</p>
        <Button type="primary" htmlType="submit">
          {t("who.signIn")}
        </Button>
      </form>
    </Modal>
  );
}
