import { useTranslation } from "react-i18next";
import { Link } from "react-router";

export function NotFound() {
  const { t } = useTranslation();
  return (
    <div className="alone">
      <h1>{t("nothing.title")}</h1>
      <p>
        <Link to="/">{t("nothing.back")}</Link>
      </p>
    </div>
  );
}
