// Without any of this the page works too: every act is a form, every place a link.
import { sendChoices } from "./choosing.js";
import { compose } from "./composer.js";
import { suggestOptions } from "./external.js";
import { showLayer } from "./layer.js";
import { listen } from "./live.js";
import { closeMenus } from "./menus.js";
import { sendForms } from "./send.js";
import { followMessages } from "./swap.js";

closeMenus();
sendForms();
sendChoices();
suggestOptions();
showLayer();
compose();
followMessages();
listen();
