// Without any of this the page works too: every act is a form, every place a link.
import { sendChoices } from "./choosing.js";
import { compose } from "./composer.js";
import { suggestOptions } from "./external.js";
import { showLayer } from "./layer.js";
import { listen } from "./live.js";
import { closeMenus } from "./menus.js";
import { sendForms } from "./send.js";
import { tellStory } from "./story.js";
import { followMessages } from "./swap.js";
import { switchThemes } from "./theming.js";
import { openThreads } from "./threads.js";

switchThemes();
closeMenus();
sendForms();
sendChoices();
suggestOptions();
showLayer();
openThreads();
compose();
tellStory();
followMessages();
listen();
