// Without any of this the page works too: every act is a form, every place a link.
import { compose } from "./composer.js";
import { showLayer } from "./layer.js";
import { listen } from "./live.js";
import { sendForms } from "./send.js";
import { followMessages } from "./swap.js";

sendForms();
showLayer();
compose();
followMessages();
listen();
