import type { ThemeConfig } from "antd";

/** The fonts of the system: nothing is fetched, and Chinese comes before Latin lookalikes. */
const FONTS =
  '"PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", system-ui, sans-serif';

export const THEME: ThemeConfig = {
  token: {
    colorPrimary: "#0b5a8a",
    colorInfo: "#0b5a8a",
    colorLink: "#0b5a8a",
    colorText: "#1c2733",
    colorTextPlaceholder: "#5f6b78",
    colorBorder: "#8b98a6",
    borderRadius: 4,
    fontSize: 15,
    fontFamily: FONTS,
    motion: false,
  },
};
