"""Words by which persons are announced, and words after which a name is that of a place or a body. Own compilation, Arabic without the article."""

from __future__ import annotations

from typing import Final

from core.privacy.personal_data.reading import listed

# The name itself follows; functions may follow, too.
TITLES: Final = listed(
    "سيد سيدة آنسة أستاذ أستاذة دكتور دكتورة دكتورا مهندس مهندسة محامي محامية شاب شابة طالب طالبة مواطن مواطنة شاهد شاهدة ضحية هالك مرحوم مرحومة"
    " فاعل فاعلة ناشط ناشطة مرشد مرشدة فنان فنانة مدرب مدربة زميل زميلة أخ أخت حاج حاجة فقيه فقيهة شريف شريفة مقدم شيخ قايد قائد"
    " monsieur mr m madame mme mlle mademoiselle mm mmes mlles messieurs mesdames dr docteur me maitre pr professeur mrs ms miss sieur dame feu defunt hadj haj lhaj hajja lhajja"
    " ssi ustad ostad lostad moqaddem mokadem lmqaddem ssid sayid sayda lalla"
)
# In French a title that can also be an ordinary word needs a capital.
NEED_CAPITAL: Final = listed("m me pr dr dame feu miss ms lalla haj")
# What was called or named: the next word is a name even if it is in no list.
CALLED: Final = listed(
    "لقب معروف معروفة مسمى مسماة مدعو مدعوة ملقب ملقبة مكنى مكناة اسمه اسمها إسمه إسمها اسمي إسمي يدعى تدعى يسمى تسمى يلقب تلقب سميتو سميتها سميتي سميته سميتهم يكنى يقال نادوه ينادونه"
    " لقبه لقبها كنيته كيتسمى كيسميوه شهرته"
    " nomme nommee denomme denommee prenomme prenommee surnomme surnommee surnom prenom appele appelee smito smiyto smitha smiytha smiti smiyti smeto smitou ismo ismi"
    " sappelle alias baptise"
)
# "ولد لعياشي", "Ould Ali": what stands before a name and belongs to it.
PARTICLES: Final = listed(
    "بن ابن بنت ولد آيت أيت آل أيث بلحاج لحاج الحاج بو ben bin bent bint ibn ibnou ould ait el al ou bel bou abou abu oum om lhaj haj moulay sidi si lalla abd abdel de la le"
)
KUNYA: Final = listed("أم أبو أبا بو أمي mou oum oumm abou abu mi")
# Of relation or respect, before a given name: سي بوشتى, با العياشي, خالتي الباتول.
RESPECT: Final = listed(
    "سي با عمي عمتي خالي خالتي خويا ختي أخي أختي لالة للا دادا عزيزي حنا مي مولاي باسيدي السي الحاج الحاجة عمك خالك صاحبي صاحبتي جاري جارتي ولدي بنتي مراتي راجلي"
    " si ssi lalla khouya khoya khti ba ami khali khalti mmi moulay hajj lhaj haj lhajja hajja 3mi 3ami 3mti khalty sahbi jari"
)
# Nouns of relation and of function that stand directly before a name in French, and in Arabic before a listed one.
_KIN: Final = [
    "أب",
    "أبو",
    "أبي",
    "أبا",
    "أم",
    "ابن",
    "ابنت",
    "أخ",
    "أخو",
    "أخا",
    "أخي",
    "أخت",
    "زوج",
    "زوجت",
    "والد",
    "والدت",
    "جار",
    "جارت",
    "صديق",
    "صديقت",
    "صاحب",
    "صاحبت",
    "شقيق",
    "شقيقت",
    "عم",
    "عمت",
    "خال",
    "خالت",
    "قريب",
    "قريبت",
    "زميل",
    "زميلت",
    "خطيب",
    "خطيبت",
    "حفيد",
    "حفيدت",
    "جد",
    "جدت",
    "صهر",
    "طفل",
    "طفلت",
    "رضيع",
    "رضيعت",
    "حما",
    "حمات",
    "كنت",
    "أستاذ",
    "أستاذت",
]
_PRONOUNS: Final = ("ي", "ه", "ها", "هم", "هما", "نا", "ك", "كم")
RELATIVES: Final = listed(" ".join(f"{kin}{pronoun}" for kin in _KIN for pronoun in _PRONOUNS)) | listed(
    "ابن ابنة ابنته ابنه ابنها ابنتها أخوه أخاه أخيه أخوها أخيها أخته أختها أخي أختي زوجته زوجها زوجة زوج والده والدته والدها والدتها أبوه أمه أمها خطيبته خطيبها جاره جارها جارته جارتها"
    " قريبه قريبته صديقه صديقته شقيقه شقيقها شقيقته شقيقتها عمه عمها خاله خالها ابني ابنتي زوجي زوجتي أمي أبي جارنا جارتنا جاري جارتي صهره طفل طفلة تلميذ تلميذة قاصر رضيع رضيعة صبي صبية مراهق مراهقة فتى فتاة يتيم يتيمة حفيد حفيدة حفيدها حفيده حفيدتها"
    " frere soeur fils fille mari femme epouse epoux pere mere voisin voisine cousin cousine oncle tante ami amie collegue neveu niece gendre beau-frere compagnon compagne eleve collegien collegienne lyceen lyceenne ecolier ecoliere petit petite fillette garcon bebe adolescent adolescente gamin gamine jumeau jumelle famille freres soeurs cousins cousines jumeaux"
)
FUNCTIONS: Final = listed(
    "رئيس رئيسة نائب نائبة وكيل وكيلة قائد قائدة باشا خليفة مقدم شيخ مدير مديرة عميد عميدة ضابط ضابطة وزير وزيرة كاتب كاتبة والي عامل"
    " مفتش مفتشة مندوب مندوبة ممثل ممثلة مراقب مراقبة قاضي قاضية منسق منسقة مستشار مستشارة أمين أمينة مسؤول مسؤولة حارس حارسة ناظر ناظرة"
    " محافظ محافظة سفير سفيرة برلماني برلمانية مواطن مواطنة أستاذ أستاذة طبيب طبيبة ملك حاكم مدعي نقيب جنرال عقيد محترم محترمة جامعي جامعية"
    " فاضل فاضلة حامل مطلقة أرملة مسنة متقاعد متقاعدة متدرب متدربة معني معنية مكلف مكلفة عضو عضوة أعضاء صاحب صاحبة سائق سائقة تاجر تاجرة بائع بائعة عون شرطي شرطية دركي"
    " أب أم والد والدة ولي أخ أخت زوج زوجة طالب طالبة تلميذ تلميذة شاب شابة فتاة رجل امرأة شخص متهم متهمة مشتكي مشتكية مشتكى ضحية شاهد شاهدة حلاق نجار خباز ميكانيكي مهاجر مهاجرة"
    " رؤساء نواب ممثلون ممثلي ممثلات مدراء مسؤولون مسؤولي سكان ساكنة جيران شباب تلاميذ تلميذات أطفال نساء رجال فاعل فاعلة فاعلون جمعوي جمعوية حقوقي حقوقية مربي مربية عامل عاملة حرفي حرفية"
    " منخرط منخرطة متطوع متطوعة مرشح مرشحة مؤطر مؤطرة إمام خطيب فقيه عدل موثق موثقة مهندس مهندسة محام محامي محامية صحافي صحفي صحافية مصور كومندار ليوتنان عسكري مقاوم"
    " wali gouverneur prefet prefete president presidente vice-president vice presidente directeur directrice commissaire caid pacha khalifa moqaddem general secretaire tresorier tresoriere"
    " ministre maire procureur inspecteur inspectrice chef cheffe delegue deleguee officier juge conseiller conseillere agent gardien gardienne concierge gerant gerante patron patronne"
    " roi reine prince princesse officer governor mayor judge director avocat avocate medecin infirmier infirmiere enseignant enseignante professeur"
    " animateur animatrice coordinateur coordinatrice membre membres responsable representant representante adjoint adjointe proprietaire locataire temoin plaignant plaignante boulanger epicier mecanicien"
    " chauffeur commercant commercante coiffeur coiffeuse benevole militant militante acteur actrice associatif associative habitant habitante riverain riveraine suspect victime agresseur"
)
# The name of one of these is no person: "شارع محمد الخامس", "association Al Khawarizmi".
PLACES: Final = listed(
    "شارع شوارع زنقة زنقات درب دروب زقاق حي أحياء ساحة تجزئة إقامة طريق زاوية ضريح مسجد مساجد جامع مدرسة مدارس ثانوية ثانويات إعدادية إعداديات مؤسسة مؤسسات جامعة"
    " كلية معهد مستشفى مستوصف مركز مراكز مركب ملعب قاعة سوق أسواق دوار دواوير باب حديقة منتزه محطة قنطرة برج قصبة عين واد وادي مقاطعة جماعة جماعات مدينة قرية دار خزانة مكتبة"
    " مقبرة موسم مطار ملحقة جمعية جمعيات منطقة عمارة قيسارية مخيم داخلية روض حضانة ودادية وداديات تعاونية تعاونيات نادي رابطة اتحاد فيدرالية منظمة حزب نقابة شبكة منتدى هيئة"
    " قاعة فضاء مسرح سينما متحف رياض فندق مقهى حمام فرن صيدلية عيادة مختبر مصحة شركة مخبزة محل مكتب دائرة مفوضية ثكنة سد ميناء جسر نفق ممر معرض مهرجان كأس دوري جائزة ملتقى برنامج"
    " ذكرى معركة عيد حملة قافلة دورة عملية مشروع معمل مصنع ضيعة غابة جبل وليلي محج نهج مدار ملتقى كتاب مجلس صندوق وكالة بنك مؤسسه إذاعة قناة جريدة رواية قصيدة فيلم مسلسل مسيرة عهد"
    " سلالة دولة فريق عصبة مدرج كرسي وقف سيدي سورة حلويات خردوات عقاقير سناك محلبة مجزرة صالون كراج ورشة قاعة رواق تعاضدية ملاهي مسبح مقر فرع سقاية صهريج قبة قصر فيلا أولاد بني قبيلة إقليم عمالة جهة مديرية نيابة لجنة ليسي كوليج تيرانات حومة كوليج ترمينوس"
    " rue avenue av ave boulevard bd bld place quartier hay lycee college ecole ecoles groupe mosquee hopital derb complexe stade universite faculte route chemin passage impasse"
    " cite residence lotissement souk centre marche commune douar fondation association amicale cooperative institut institution bab jardin gare parc square pont dispensaire clinique"
    " etablissement camp fac street road school club federation ligue union reseau comite forum cafe restaurant hammam pharmacie boulangerie snack hotel villa immeuble bloc salle maison dar theatre"
    " cinema musee bibliotheque festival coupe tournoi prix programme bataille mausolee zaouia cimetiere barrage port aeroport station ville village province prefecture region cercle societe banque agence"
    " entreprise garage galerie librairie creche maternelle internat foyer collectif organisation parti syndicat conseil agence caserne arrondissement rond-point terrain piscine conservatoire loi fete tram"
    " moussem moussems hayy sidi bni ouled oulad oued ain jbel borj ksar kasbah qasba fondouk zone plage forum chaine journal livre dynastie lycees colleges mdrassa madrasa medersa 7ouma houma jam3iya ljam3iya jame3 zan9a zan9at zanqat char3 chari3"
)
# Of these a person may be named directly afterwards: "رئيس الجمعية فلان". With the article their name does not follow.
BODIES: Final = listed(
    "جمعية تعاونية ودادية مؤسسة مدرسة ثانوية إعدادية شركة جماعة مجلس نادي رابطة فيدرالية منظمة حزب نقابة شبكة منتدى هيئة لجنة محل مقهى مكتب مركز حي دوار إقامة عمارة صيدلية مقاطعة منطقة دائرة"
    " معهد جامعة كلية وكالة فريق دار مديرية ملحقة معمل سوق مسجد"
)
# Rulers, saints and scholars are announced by these; they are history, not private persons.
HISTORICAL: Final = listed(
    "سلطان مولى ملك جلالة شهيد صحابي علامة سمو رسول نبي مفكر مؤرخ رحالة فيلسوف مجاهد"
    " sultan roi prophete saint sainte savant philosophe majeste altesse reine king imam"
)
BREAKS: Final = listed(
    "في من على إلى عن مع عند قرب أمام خلف أن إن الذي التي الذين اللواتي حيث كان كانت قال قالت يسكن تسكن وقد ثم هو هي هم أو لا لم لن ما هذا هذه ذلك تلك كل بعد قبل بين خلال منذ حتى"
    " وهو وهي لكن غير لأن كما بشأن حول ضد دون بدون ليس كيف متى أين لما إذا لو قد سوف كي بل أي أيضا فقط جدا نحو عبر رغم بسبب"
    " بشراكة بتعاون بتنسيق بمناسبة لفائدة بحضور بمشاركة بمبادرة طيلة وفق حسب بواسطة برفقة رفقة ضمن لدى حدا ديال لي اللي كي غادي بغا بغات راه راها كاين كاينة باش وقت فين علاش حيت"
    " جميع كافة مختلف بعض كلا كلتا عدة صلى عليه عليها et ou de du des a au aux en dans par pour sur avec sans sous qui que dont est sont a ont ete dit dyal d f w l li rah kan hna bach 7da m3a mn fi wa"
)
ORDINALS: Final = listed(
    "أول ثاني ثالث رابع خامس سادس سابع ثامن تاسع عاشر أولى ثانية ثالثة رابعة خامسة سادسة كبير أكبر مقبل ماضي جاري كريم مبارك أعظم"
)
FAMILY_OF: Final = listed("عائلة أسرة آل عائلتي أسرتي")
SERVANT_OF: Final = listed(
    "الله الرحمان الرحمن الرحيم الكريم العزيز القادر الحق الإله اللطيف الحميد الغني السلام الهادي المجيد الوهاب الجليل العالي الصمد الواحد الفتاح الرزاق النبي المالك الجبار الخالق الحفيظ"
    " الكبير العظيم العلي الحي القيوم الناصر المنعم المومن المؤمن الرؤوف الصبور الباقي الحكيم الحليم الخبير السميع الشكور الغفور الغفار القدوس المولى المهيمن الودود الوكيل الرافع الباسط النور البر ربه"
)
OF_FAITH: Final = listed("الدين الله الإسلام الحق الزهراء")
SPEAK: Final = listed(
    "قال قالت صرح صرحت أكد أكدت أوضح أوضحت تقدم تقدمت طالب طالبت اشتكى اشتكت أخبرنا أخبرتنا روى روت ذكر ذكرت اقترح اقترحت شهد شهدت أضاف أضافت تساءل تساءلت اتصل اتصلت وقع وقعت كتب كتبت"
    " أفاد أفادت أعلن أعلنت أبلغ أبلغت أشار أشارت شدد شددت نبه نبهت دعا دعت رد ردت أجاب أجابت سأل سألت التمس التمست حكى حكت حكا نفى نفت اعترف اعترفت راسل راسلت شارك شاركت تدخل تدخلت أخبر أخبرت صرخ صرخت اتهم اتهمت لاحظ لاحظت حذر حذرت عبر عبرت ترأس ترأست نشط نشطت سير سيرت افتتح افتتحت حضر حضرت رافق رافقت تسلم تسلمت سلم سلمت ادعى ادعت زعم زعمت اعتبر اعتبرت شكر شكرت يقول تقول يؤكد تؤكد يضيف تضيف يشتكي تشتكي سرق ضرب هدد اعتدى شتم تحرش يهدد يبيع تسكن يسكن يقطن تقطن يملك يروج سب"
)
ALL_OF: Final = listed("كل")

# The alternatives of a pattern.
MONTHS: Final = (
    "يناير|فبراير|مارس|ابريل|ماي|مايو|يونيو|يونيه|يوليوز|يوليو|غشت|اغسطس|شتنبر|سبتمبر|اكتوبر|نونبر|نوفمبر|دجنبر|ديسمبر|"
    "janvier|janv|fevrier|fevr|mars|avril|avr|mai|juin|juillet|juil|aout|septembre|sept|octobre|oct|novembre|nov|decembre|dec|"
    "january|february|march|april|may|june|july|august|september|october|november|december|"
    "محرم|صفر|ربيع الاول|ربيع الثاني|جمادي الاولي|جمادي الثانيه|رجب|شعبان|رمضان|شوال|ذو القعده|ذو الحجه"
)
