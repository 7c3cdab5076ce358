"""Words by which a concern may be an emergency, in Arabic, Darija (both scripts), French and English. Our own lists, from invented sentences.

A form is one to four words. ``*`` at the end of a word: any ending. ``~`` before a verb: any person of its present and future tense,
with what Darija puts before it. Conjunction, preposition and article may stand before every Arabic word.
"""

from __future__ import annotations

from typing import Final

# It happens while somebody writes. Alone it says little ("the light is broken now"): it counts beside a danger.
NOW: Final = """
vient de|viennent de|للتو|دغيا|بسرعة|بالزربة|daghya|dghya
هذا الصباح|الليلة|هذه الليلة|ما زالوا|مازالوا|لا يزال|لا يزالون|باقي هنا|باقين هنا|ce soir|ce matin|a l heure actuelle|actuellement|en direct|toujours la|encore la|depuis une heure|depuis quelques minutes|il y a quelques minutes|il y a dix minutes|just now|had sbah|had lila|ba9i hna|ba9in hna
الآن|حالا|فورا|حاليا|توا|هذه اللحظة|هذه اللحظات|هذه الساعة|هاد الساعة|هاد اللحظة|في الحال|على الفور|قبل قليل|منذ قليل|قبل لحظات|منذ دقائق|منذ لحظات|ما زال هنا|مازال هنا
دابا|دبا|دروك|هاد الوقيتة|يالاه|daba|dba|drouk|had lou9ita|had sa3a|yalah
en ce moment|maintenant|tout de suite|a l instant|immediatement|sur le champ|en train de|au moment ou|a cette heure|vite|en cours
right now|now|at this moment
"""

# Somebody is hurt by somebody. Also without "now" a matter for the police, but most often a habit that a concern describes.
ATTACK: Final = """
~hersso*|~herss*
~صدم*|fonce*
~t7arb*|~thareb*|~harb*|chffar*|cheffar*|~cheffer*|~kesser*|~kassar*|~herres*|~rmiw*|~rmi|lhjar|l7jar|~ghowet|~ghawto|~ghewto|ghwat|~dkhol* 3lina|~dkhel* 3lina
voleur*|intrus|cambriole*|entre chez|entrer chez|entrent chez|entres chez|force la porte|forcer la porte|forcent la porte|cass* la porte|cass* la vitre|cassent les vitres|a coups de|jet de pierres|jettent des pierres|lance* des pierres|lancent des pierres|jette* des pierres|coups de batons|rixe*|emeute*|echauffouree*|etrangl*|violent*|cri|cris|hurl*|encercl*|cagoul*|arrach*|pille*|pillent|vandalis*|thief|thieves|burglar*|intruder*|screaming
~تعارك*|~عارك*|~تبادل* الضرب|بالعصي|بالعصا|بالحجارة|الحجارة|الحجر|~رشق*|~رمي* الحجر|~رمي* الحجارة|لص|لصوص|لصا|شفار*|الشفارة|متسلل*|~تسلل*|~دخل* علينا|~حاول* الدخول|~حاول* فتح|~كسر* الباب|~صرخ*|صراخ|~غوت*|غوات|كتبكي|~نتقم*|تخريب|~خرب*|شغب|~حاصر*|محاصر*|ملثم*|~شرمل*|تشرميل|مشرمل*|سكران يهدد|~سب ويضرب|~نتف*|~خنق*|~دهس*|دهس*
اعتداء*|~عتدي*|~عتدون|هجوم|~هاجم*|~ضرب*|ضربوه|ضربوها|~تشاجر*|شجار*|عراك|مشاجرة*|مضاربة|مدابزة|~تضارب*|مضاربين|~دابز*|مدابزين|~تقاتل*|~قتل*
سرقة|~سرق*|~كسر*|~قتحم*|اقتحم*|اقتحام|~حتجز*|محتجز*|احتجاز|~غتصب*|اغتصاب|~طارد*|~تبعني|~تبعنا|~هدد*|تهديد|رهين*|رهائن|~ذبح*|~كريس*|كريساج*
agress*|attaqu*|frapp*|bagarre*|se bat|se battent|se battre|battre|bat sa|tabass*|cambriol*|sequestr*|otage*|viol|violer|violent une|viole|menac*|poursui*|lynch*|egorg*|poignard*|braqu*
fight*|attack*|beating|robb*|stabb*
~dreb*|~drb*|~drab*|~ddarb*|~darb*|mdarba|mdarbin|~tdarb*|~ddabz*|~dabz*|~sre9*|~sra9*|~hejm*|~hjem*|~hedd*|krissage|grissage
"""

# Weapons. They count alone, unless the sentence says that it is over, general or wished against.
WEAPON: Final = """
فأس|فأسا|زجاجات حارقة|قنينات حارقة|منشار|مطرقة|سلسلة حديدية|قضيب حديدي|قضبان حديدية|بالزرواطة|زرواطة|hachette|cocktails molotov|marteau|chaine de fer|tesson*|chqour
طعن|~طعن*|مطعون*|طعنة|طعنات|~طلق* النار|~طلق النار|~طلقون النار|رمي بالرصاص|t3en|t3an|~t3en*|~t3n*|met3oun|fusillade*|tireur*
جناوة|poignard*
بموس|الموس|شفرة حلاقة|مدي|كلاشينكوف|ذخيرة|حزام ناسف|مادة حارقة|ماء القاطع|الما القاطع|الماء القاطع|تيزاب|هراوة|هراوات|tire en l air|tirs|tirer sur|lame|cutter|matraque*|acide|gourdin*|batte|armees de|armes de|arme de|lma l9ate3|lma 9ate3|zerwata*|zrawet|m7awel|b mous|b sif
سلاح*|أسلحة|مسلح*|سكين*|سكاكين|سيف|سيفا|سيفه|سيفها|سيوف|ساطور*|مدية|خنجر*|مسدس*|بندقية|رصاص|الرصاص|طلق ناري|طلقات|إطلاق النار|متفجر*|قنبلة|قنابل|مولوتوف|شاقور*|جنوي*|جناوي|جناوا|موس|لاماس|بالموس|زيزوار*
arme a|arme blanche|armes blanches|une arme|des armes|l arme|les armes|armes|arme d|armes d|couteau*|sabre*|machette*|fusil*|pistolet*|epee*|hache|poignard|bombe|explosif*|coup de feu|coups de feu|cocktail molotov|tire sur|tirent sur
knife|knives|gun|weapon*|sword*|bomb
jenwi*|jnwi*|jnoua|jnawa|sif|syouf|syof|mous|lmous|skin|sekkin*|sakkin*|chaqour|cha9our*|fardi|slah|sla7
"""

# Fire, gas, collapse: minutes count, and the civil protection must know.
FIRE: Final = """
الغاز كيتسرب|kayn l3afia|tsrreb lgaz
~حرق|~حرقو|~حرقون|محروق*|الدخان كثيف|دخان كثيف|~طلق الغاز|البوطة|البوطا|صعق كهربائي|سلك كهربائي|أسلاك كهربائية عارية|فيضان*|السيول|~تفرك*|fumee*|gaz|inond*|crue|electrocut*|cable electrique|smoke|flood*|lbota|lbouta|d5an|dekhan|~te7re9|~t7re9|~te7ra9
حريق*|~حترق*|~شتعل*|مشتعل*|اشتعال|اشتعلت|النيران|النار|شعلت العافية|العافية شاعلة|شاعلة العافية|العافية|تسرب الغاز|رائحة الغاز|ريحة الغاز|~نهار|انهار*|انفجار*|انفجر*
incendie*|en feu|au feu|flamme*|brule*|fuite de gaz|odeur de gaz|explos*|effondr*|s effondre
fire|burning|gas leak|l3afia|l3afya|3afia|3afya|ch3el*|cha3la|l7ri9*|lgaz
"""

# The same where no "now" is needed.
BURNING: Final = """
حريق في|حريق داخل|feu dans|le feu prend
met le feu|mettent le feu|a mis le feu|ont mis le feu|شعل|~ضرم* النار|أضرم* النار|~شعل* النار|أشعل* النار|hriq|7ri9|l7ri9|hri9
مشتعلة|مشتعل|تشتعل|شعلات|شاعل|fuite de gaz|تسرب غاز|تسرب للغاز|النيران في|prend feu|a pris feu|ont pris feu|pris feu
الغاز يتسرب|~تسرب الغاز|l3afia f
غادي تطيح|غاتطيح|غتطيح|ستسقط علينا|ستنهار|غادي تريب|va s effondrer|va s ecrouler|s ecroule|menace de s effondrer|ghadi ttih|ghadi ti7
الدار كتحرق|الدار تتحرق|~حرق نفسه|~حرق نفسها|~حرق راسو|~حرق راسها|حرق نفسه|حرق نفسها|كتحرق|كيتحرق|المنزل يحترق|البيت يحترق|البيت ينهار|ينهار المنزل|كتريب|الدار طاحت|طاحت الدار|الدار رابت|رابت الدار|تحت الأنقاض|تحت الردم|s effondre|est en train de bruler|brule avec|sous les decombres|s immoler|s immole|dar ka te7re9|dar kat7re9|dar kate7re9|t7at redm
اندلع حريق|اندلع الحريق|شب حريق|شب الحريق|حريق مهول|حريق كبير|النار تشتعل|النيران تلتهم|تحترق الآن|شاعلة العافية|العافية شاعلة|شعلات العافية|العافية شعلات|شاعلة فيها العافية|سقف سينهار|محاصرون
en feu|est en flammes|l incendie se propage|incendie s est declare|pieges par|coinces dans
is on fire|l3afia cha3la|cha3la l3afia|l3afia ch3el*
"""

# A person may die within minutes: counts alone.
DYING: Final = """
menace de sauter|menace de se|veut se tuer
صدمت سيارة|سيارة صدمت|صدمته سيارة|صدمتها سيارة|ممدد على|ممددة على|ممدد في|ممددة في|انقلبت حافلة|انقلبت سيارة|حافلة انقلبت|سيارة انقلبت|ضرباتو طوموبيل|ضربتها طوموبيل|a renverse*|ont renverse*|est renverse*|sont renverse*|s est renverse*|percut*|ecras*|accident avec des|9ta3 lih|tomobil darbat|noy*
~هدد* بالقتل|~هدده* بالقتل|~هددها بالقتل|تهديد* بالقتل|مهدد* بالقتل|سم الفئران|كمية كبيرة من الدواء|~بلع*|ما بقاش كيجاوب|ما بقاتش كتجاوب|مابقاش كيجاوب|مابقاتش كتجاوب|ما كيجاوبش|ضحايا|قتيل|قتلى|حادثة خطيرة|كسيدة خطيرة|سقط من|سقطت من|طاح من|طاحت من|سقط في البئر|سقط في النهر|طاح فالبير|طاح فالواد|lynch*|est tombe dans|est tombee dans|tombe a l eau|tombe du toit|a avale|a pris des cachets|a pris des medicaments|ta7 f lbir|ta7 f lwad|ta7 mn|menace de la|menace de le
~nzef*|~nezzef*|~قتلو بعضياتهم|غايقتل*
~حاول دهس|~دهس المارة|ملقى على الأرض|ملقاة على الأرض|مرمي فالأرض|مرمية فالأرض|مرمي على الأرض|والدم|الدم يغطي*|بالدم|يفقد وعيه|تفقد وعيها|couvert de sang|couverte de sang|en sang|gisant|git|allonge par terre|par terre sans|fonce sur
ma kay7rekch|makayt7rrekch|makayt7erekch|ma kayt7rekch|tay7 f l2ard|tay7a f zen9a|~9tel raso|~9tel rasha|bgha y9tel*|baghi y9tel*|majrou7*|mejrou7*|khayf* 3la 7yat*|khayfa 3la 7yat*|khayf 3la raso
ne bouge plus|ne bouge pas|ne se reveille*|ne repond plus|cadavre*|corps sans vie|mort dans|mort sur|veut le tuer|veut la tuer|veut me tuer|veut nous tuer|veut tuer|va tuer|menace de tuer|menace de la tuer|menace de se tuer|menace de mort|menaces de mort|peur pour ma vie|peur pour sa vie|peur pour notre vie|ma vie est en danger|sa vie est en danger|vie en danger|vies en danger|overdose|s est pendu*|se pendre|se jeter|s ouvrir les veines|empoisonn*|crise cardiaque|malaise|convuls*|blesse grave*|blesses graves|gravement blesse*|grievement blesse*|accident grave|renverse par une voiture|baigne dans son sang|wounded|dead body
لا يتحرك|لا تتحرك|لم يعد يتحرك|ما كيتحركش|مكيتحركش|ماكيتحركش|مكتحركش|ما كتحركش|ماكتحركش|مكتهضرش|مكيهضرش|طايح فالزنقة|طايحة فالزنقة|طايح فالأرض|طايحة فالأرض|طايحة فالارض|سقط ولا|سقط أرضا ولا|جثة|جثث|~قتل راسو|~قتل راسها|~قتل نفس*|~قتلوني|~قتلني|~قتلنا|سيقتلون*|يريد قتل*|يريدون قتل*|يحاول قتل*|بغا يقتل*|بغى يقتل*|باغي يقتل*|محاولة قتل|تناول سما|شربت سما|شرب سما|شرب الدوا|تسمم|أزمة قلبية|نوبة قلبية|~ولد فالزنقة|حادثة سير خطيرة|جريح*|جرحى|مصاب بجروح|مصابين|مجروح*|دمه يسيل|دمها يسيل|الدماء|مدرج في دمائه|خائف* على حيات*|أخاف على حيات*|نخاف على حيات*|خايف* على حيات*|خايف* على راس*
~نزف*|نازف*|غارق في الدم|غارقة في الدم|الدم كيسيل|الدم سايل|فاقد الوعي|فاقدة الوعي|فقد الوعي|فقدت الوعي|مغمى عليه*|غمي عليه*|سخف|سخفت|لا يتنفس|لا تتنفس|ما كيتنفسش|ماكيتنفسش|ما كيتنفس|~حتضر|سيموت|ستموت|سنموت|سأموت|غادي يموت|غادي تموت|غادي نموت|غيموت|غاتموت|كيموت|كتموت|يكاد يموت|بين الحياة والموت|حياته في خطر|حياتها في خطر|حياتنا في خطر|خطر الموت
~غرق|غريق|~ختنق*|~نتحر|الانتحار|انتحار|~قتل نفسه|~قتل نفسها|~شنق*|سيقتل*|ستقتل*|غادي يقتل*|غيقتل*|يهدد بقتل*|~رمي نفسه|~رمي نفسها|~لوح راسو|~لوح راسها
saigne|saignent|perd son sang|perd beaucoup de sang|inconscient*|sans connaissance|perdu connaissance|ne respire plus|ne respire pas|respire plus|respire mal|va mourir|vont mourir|vais mourir|en danger de mort|entre la vie|meurt|meurent|agonise|se noie|se noyer|etouffe|se suicider|se tuer|va sauter|veut sauter|mettre fin a|va la tuer|va le tuer|vont le tuer|va nous tuer|me tuer|nous tuer|la tuer|le tuer
is dying|will die|bleeding|unconscious|not breathing|drowning|kill himself|kill herself
~mout|~moute|ghadi ymout|ghadi tmout|ghaymout|ghatmout|sayel dem|dem sayel|lmouta7ara|~nta7er|~nta7r|skhef|skhfat|ma kaytnefsch|makaytnefsch|ghadi y9tel*|ghay9tel*|~9tel*|~ghra9
"""

# A child, and what endangers one: both in one sentence count alone.
CHILD: Final = """
طفل*|طفلة*|أطفال*|رضيع*|قاصر*|بنت*|بنتي|ابنتي|ابني|ابنة|ولدي|ولد|درية|دري|دراري|الدراري|برهوش|تلميذ*|صبي*|فتاة
enfant*|fille|fillette*|garcon*|bebe*|nourrisson*|mineur*|eleve*|gamin*|fils
child*|baby|boy|girl|weld|wlad|wldi|weldi|bnt|bent|bnti|benti|bnita|bnita*|drari|derri|drri|tfla|tfel
"""
CHILD_IN_DANGER: Final = """
~بكي|تبكي|~هرب*|هربت|هربات|pleur*|attache*|ligot*|fugue*|renvers*|hrbat|herbat
على السطح|فوق السطح|فالسطح|من النافذة|من الشرفة|au bord du|sur le toit|a la fenetre|au balcon|bord de la fenetre
~جر*|~سحب*|~ختبئ*|~صرخ*|لم يعد|لم تعد|ما زال مفقود*|لم نجد*|ما لقيناهاش|ما لقيناهش|مالقيناهاش|مالقيناهش|تلفات|تالفة|مشات وما|مشا وما|داوه|داوها|~ديوه|~ديوها|خداوه|خداوها|محروق*|مضروب*|~حرق*|سكران*|~استغل*|استغلال|متسول*|~بيع*|زواج|~حبس*|غرق*|فوق السطح|لداخل|بالداخل|بداخل*|علق*|عالق*|حاصر*|sous la menace|traine*|tire par|emporte|emmene*|suit des|suivi par|suivie par|coince*|tombe du|tombe de|fugue|n est pas rentre|ne sont pas rentre*|toujours pas rentre*|a l interieur|dedans|exploit*|brule*|retenu*|pris en otage|tlfat|tleft|lda5el|ldakhel|ma l9inahch|ma l9inahach
خطف*|~خطف*|اختطف*|اختطاف*|مخطوف*|مختطف*|مفقود*|اختفى|اختفت|اختفاء|ضاع|ضاعت|تائه*|تالف|تلف لينا|محتجز*|محبوس*|مسدود عليه*|~عذب*|تعذيب|~عنف*|معنف*|~عتدي*|اعتداء*|~غتصب*|اغتصاب|~تحرش*|تحرش|~ستدرج*|استدراج|سقط في|سقطت في|طاح*|في خطر|لم يعد الى|لم تعد الى|لم يرجع|لم ترجع|ما رجعش|مارجعش|ما رجعاتش|مارجعاتش|ما جاش|مرمي*|متروك|متخلى عنه*|وحده في|وحدها في|وحدو ف|وحدها ف|~ضرب*
enlev*|kidnapp*|ravi|disparu*|disparit*|dispara*|est perdu*|introuvable|sequestr*|enferme*|maltrait*|tortur*|attouch*|abus*|agress*|harcel*|frapp*|en danger|n est pas rentre*|pas revenu*|tombe dans|seul dans|seule dans|abandonn*|battu*|suit une|suit un|viol|viole*
missing|kidnapped|in danger|abused|khtaf*|khetf*|~khtef*|tkhtef*|tkhatf*|~khtf*|mkhtouf*|tlef|tlfat|ma rj3ch|marj3ch|ma rje3ch|ma rj3atch|marj3atch|ta7 f|ta7et f|~3edb*|~3nef*|~tharech*|~t7arch*|mkhbou3|msdoud
"""

# Somebody asks for rescue: counts alone.
HELP: Final = """
~ستنجد*|استنجد*|يطلب النجدة|تطلب النجدة|كيطلب العتق|كيغوت على العتق|demande de l aide|demandent de l aide|demande du secours
مخبيين|مخبية|مختبئون|مختبئة في|نختبئ|nous sommes caches|je suis cache*|nous nous cachons|enfermes chez|mkhebyin|mkhabyin|mkhebi|dkhlo lina|dkhlou lina|بالقوة|de force
عتقو|عتقوا|3te9o|3t9o|3tqo
كيضرب فيها|كيضرب فيه|كيضربو فيه|كيضربو فيها|~ضربها|~ضربه|سد على مراتو|سد عليها|barres de fer|barre de fer|kaydreb fiha|kaydrbo fih|venez|المرجو الحضور فورا|تعالوا|الحقوا|لحقو علينا|لحقونا
محتجزة|محتجزون|محتجز في|محتجز عائلته|رهينة|رهائن|~ضربني|~ضربنا|ضربني|~هددني ب*|~هددنا ب*|~عنفني|~قتلونا|~ضرب زوجته|~ضرب مراتو|~ضرب مو|~ضرب أمه|~ضرب والدته|~حاول اغتصاب*|~عتدي علي|~عتدي علينا|~عتدون علينا|~لاحقني|~تبعني|حاصرونا|محاصرون|هاجمونا|هجموا علينا|هجمو علينا|دخلوا علينا|دخلو علينا|نحتاج الشرطة|خاصنا البوليس|بغينا البوليس دابا|أسرعوا|سربيو|تعالوا بسرعة|أجيو دغيا|ساعدونا بسرعة|ساعدوني|est sequestre*|sont sequestre*|sequestree par|sequestre par|en otage|prise d otages|otages|me frappe|nous frappe|la frappe|me bat|nous bat|la bat|me menace|nous menace|m agresse|nous agresse|nous attaqu*|m attaqu*|me viole|me suit|me poursuit|nous poursuit|nous poursuivent|aidez nous|aidez moi|venez vite|faites vite|depechez vous|il faut la police|besoin de la police|besoin d une ambulance|~drebni|~ddrebni|~drbni|~dreb mrato|~dreb f mrato|~9telna|hejmo 3lina|hjmo 3lina|dkhlo 3lina|ajiw daghya|ajiw dghya|3awnouna|3awnoni|serbiw|khassna lboulis
أنقذونا|انقذونا|أنقذوا|أنقذوها|أنقذوه|أنقذوني|أغيثونا|أغيثوني|استغاثة|~ستغيث*|نستغيث|نداء استغاثة|النجدة النجدة|عتقونا|عتقوني|عتقوه|عتقوها|عاونونا دابا|عيطو للبوليس|عيطوا للبوليس|عيط للبوليس|بعثو البوليس|صيفطو البوليس|صيفطوا البوليس|صيفطو الإسعاف|أرسلوا الشرطة|أرسلوا الإسعاف|أرسلوا دورية الآن|اتصلوا بالإسعاف
au secours|a l aide|sauvez|appelez la police|appelez une ambulance|appelez les pompiers|envoyez la police|envoyez une patrouille maintenant|envoyez une ambulance|envoyez les secours|crie|hurle|appelle a l aide|help us|help me
3te9ouna|3tqouna|3t9ouna|3t9ouni|3te9ouni|3ayto lboulis|3ayto l lboulis|sifto lboulis|sifto l boulis|sifet lboulis|sifto lambulance
"""

# What the sentence is about is over. A year of four digits counts, too.
PAST: Final = """
قبل سنة|قبل سنوات|قبل * سنوات|قبل * أعوام|قبل * سنة|قبل * أشهر|منذ * سنوات|قبل سنتين|قبل عام|قبل عامين|قبل أعوام|قبل شهر*|قبل أشهر|منذ سنوات|منذ سنة|منذ سنتين|منذ أعوام|العام الماضي|السنة الماضية|الشهر الماضي|الأسبوع الماضي|الصيف الماضي|العام اللي فات|العام لي فات|عام اللي فات|الشهر اللي فات|السيمانة اللي فاتت|هادي عام|هادي عامين|هادي شهر*|هادي سنين|هادي شحال|شحال هادي|في الماضي|سابقا|سنوات مضت|في السنوات الأخيرة|خلال السنة|ذكرى
il y a un an|il y a * ans|il y a * mois|il y a des annees|il y a quelques|il y a longtemps|l an dernier|l annee derniere|le mois dernier|la semaine derniere|l ete dernier|autrefois|dans le passe|ces dernieres annees|par le passe|anniversaire
years ago|last year|last month|l3am li fat|l3am lli fat|hadi 3am*|hadi 3amayn|hadi chhour|chhar li fat|hadi ch7al|hadi chhal|ch7al hadi
"""

# The sentence asks for prevention or teaching, or speaks of the matter in general.
GENERAL: Final = """
توعية|توعوية|تحسيس*|حملة|حملات|وقاية|للوقاية|الوقائي*|دروس|درس|ورشة|ورشات|تكوين*|محاضرة|محاضرات|عرض مسرحي|مسرحية|مسابقة|ندوة|ندوات|يوم دراسي|محاربة|مكافحة|التصدي|الحد من|ظاهرة|ظواهر|انتشار|تنامي|نقترح|اقتراح|مخاطر|تدريب*|تمرين|مناورة|كيفية|برنامج|خوفا من|خوفنا من|الخوف من|نخشى|مخافة|تفاديا|تجنبا|لتفادي|لتجنب|باش نتفاداو|الأمن بلا|باش نوعيو|نوعيو|متحف|ألعاب|لعبة|بلاستيك*|فيلم
sensibilis*|prevention|prevenir|des cours|un cours|les cours|de cours|cours contre|cours sur|atelier*|formation*|campagne*|lutte contre|lutter contre|debat*|conference*|phenomene|proposons|propose de|exercice*|simulation*|programme|affiche*|brochure*|eviter|risque de|risques de|peur que|craignons|expliqu*|apprendre|lecon*|theatre|musee|jouet*|jeu|jeux|film|spectacle
awareness|prevention|lessons|workshop|ta7sis*|t7siss*|tehsis*|taw3iya|taw3ia|hamla|7amla|n9tar7o|nqtarho|takwin
"""

# Before a danger: there is none.
NOT: Final = """
لن|ليسوا|ولم|ماشي
لا|ليس|ليست|ليسوا|بدون|دون|لم|بلا|عدم|أي|ماكاينش|ما كاينش|ماكاين|ماشي|ولا
sans|pas|aucun|aucune|jamais|ni|sinon|no|without|not|bla|blach|makaynch|kaynch|machi
"""

# Words that have the form of a danger and are none. Taken out first.
HARMLESS: Final = """
شرطة النجدة|رقم النجدة|أرقام النجدة|تبادل إطلاق المبادرات|أي اعتداء|نار الأسعار|القوات المسلحة|الإسمنت المسلح|الخرسانة المسلحة|أسلحة العلم|سيف الدين|سيف الإسلام|شارع السيف|ضريبة|ضرائب|مضرب|يضرب الأخماس|يضرب موعد*|ضربة جزاء|تحت العافية|على العافية|بخير وعافية|الصحة والعافية|كيضرب الما|كسر الصمت|كسر الحاجز|سلاح العلم|رصاص القلم|قلم الرصاص|الأقلام الرصاصية
a l aide de|a l aide d|a l aide du|a l aide des|feu rouge|feux rouges|feu vert|feux de circulation|feu tricolore|feux tricolores|feux d artifice|forces armees|beton arme|bien arme|attaquer le probleme|coup de couteau electrique|poursuivre nos|poursuivre notre|poursuite de|poursuivre les efforts|poursuivre le|poursuivre la|poursuivons|frappe a la porte|violon*|brule les feux|brulent les feux|brule le feu|brulent le feu|au feu rouge|mineure|travaux mineurs|cours d eau|vite fait|en cours d|en cours de|tapage en cours|fire station
"""

# One person or group that the writer does not know or name: with an attack, or with "now", in one sentence, somebody watches it happen.
SOMEONE: Final = """
رجل|رجلا|رجلان|شخص|شخصا|شخصان|أشخاص|امرأة|سيدة|شاب|شابا|شابان|مجهول*|غريب|غرباء|مجموعة|عصابة|أحدهم|أحد التلاميذ|أحد الجيران|جارنا|جارتنا|جاري|جارتي|زوجي|زوجها|أخي|أختي|والدي|أمي|الناس
شي واحد|شي حد|شي ناس|شي وحدين|واحد|واحد الراجل|واحد المرا|راجل|مرا|جوج|خويا|ختي|با|مي
un homme|une femme|un individu|des individus|quelqu un|un jeune|des jeunes|un inconnu|des inconnus|un groupe|une bande|un type|des gens|un voisin|mon voisin|ma voisine|mon mari|son mari|mon frere|ma soeur|la foule|ils sont|un eleve|deux hommes|trois hommes
a man|a woman|someone|somebody|chi wahed|chi wahd|chi 7ed|chi had|chi nas|wahd|wahed|rajel|khoya|khouya|khti|jouj
"""

# It happens again and again: a concern, not an emergency.
HABIT: Final = """
كل يوم|كل ليلة|كل مساء|كل صباح|كل أسبوع|كل جمعة|كل سبت|كل أحد|كل صيف|يوميا|ليلا|مساء|غالبا|دائما|أحيانا|تتكرر|يتكرر|تكرار|مرارا|باستمرار|عادة|ديما|كل نهار|كل عشية|بالليل|نهاية الأسبوع
tous les|toutes les|chaque|souvent|toujours|parfois|regulierement|repete*|frequemment|quotidien*|le soir|la nuit|les week ends|l ete
every|often|always|kol nhar|kol lila|kol youm|dima|dayman|bellil|f lil
"""
